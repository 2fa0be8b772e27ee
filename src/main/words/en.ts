/** What the tray and notifications say. Pages bring their own words. */
export const wordsEn = {
  tray: {
    getHelp: 'Get help',
    myTickets: 'My tickets',
    quit: 'Quit',
    online: (organization: string) => `Connected to ${organization}`,
    offline: 'Not connected. Requests are kept and sent later.',
    unenrolled: 'Not connected to a help desk yet',
    refused: 'The help desk refused this computer',
    asking: (name: string) => `${name} asks to see your screen`,
    live: (name: string) => `${name} may see your screen`,
    paused: 'Screen sharing is paused',
    endSharing: 'End sharing',
    hotkey: (keys: string) => `Shortcut: ${keys}`,
    hotkeyTaken: (keys: string) => `Shortcut ${keys} is used by another program`,
  },
  windows: { help: 'Get help', assist: 'Share my screen' },
  notices: {
    reply: (name: string, number: string) => `${name} answered on ${number}`,
  },
};
