import { plural } from '../../../shared/words/language';

/** Everything the requester's windows say. English is the source; the others are checked against its shape. */
export const en = {
  nav: {
    label: 'Sections of this window',
    request: 'Get help',
    tickets: 'My tickets',
    check: 'Check my computer',
    settings: 'Settings',
    back: 'Back',
  },
  loading: 'Loading',
  showAll: (count: string) => `Show all ${count}`,
  showFewer: 'Show fewer',
  copied: 'Copied',
  copyFailed: 'Not copied. Try again',

  request: {
    question: 'What’s going wrong?',
    placeholder: 'For example: Outlook won’t open since this morning',
    canWork: 'Can you work?',
    canWorkAnswers: { no: 'No', 'with-difficulty': 'With difficulty', yes: 'Yes' },
    affected: 'Who is affected?',
    affectedAnswers: { me: 'Only me', team: 'My team', everyone: 'Everyone' },
    send: 'Send request',
    shortcut: 'Ctrl+Enter sends, Esc closes and keeps what you wrote.',
    tooLong: (count: string) => `${count} characters too long`,
    missingText: 'Write a few words first.',
    missingCanWork: 'Say whether you can work.',
    missingAffected: 'Say who is affected.',
  },

  connection: {
    offline: 'You are offline. Your request is kept and sent later.',
    unenrolled:
      'This computer is not connected to a help desk yet. Ask your IT team; your request is kept here.',
    pending:
      'Your IT team has not approved this computer yet. Your request is kept here and sent as soon as they have.',
  },

  screenshot: {
    title: 'Screenshot',
    take: 'Take a screenshot',
    hint: 'This window hides for a moment. Nothing is sent until you press Send request.',
    choose: 'Which screen?',
    of: (name: string) => `Screenshot of ${name}`,
    edit: 'Edit',
    again: 'Take again',
    remove: 'Remove',
    notAllowed: 'Your organization does not want pictures of screens on requests.',
    removed: 'Screenshot removed',
    attached: 'Screenshot attached',
  },

  editor: {
    title: 'Edit screenshot',
    tools: 'Tools',
    crop: 'Crop',
    arrow: 'Arrow',
    blur: 'Blur',
    undo: 'Undo',
    done: 'Use this picture',
    apply: 'Apply to frame',
    picture: 'Picture. Drag to choose an area.',
    help: 'Drag on the picture. With the keyboard: arrow keys move the frame, Shift with arrow keys resizes it, Enter applies it.',
    applied: { crop: 'Cropped', arrow: 'Arrow drawn', blur: 'Area blurred' },
    undone: 'Undone',
    blurIsFinal: 'Blurred parts are replaced in the picture itself; nobody can bring them back.',
  },

  report: {
    title: 'About this computer',
    collecting: (done: string, all: string) => `${done} of ${all} collected`,
    collected: (parts: string) => `${parts} parts collected`,
    failed: (names: string, more: string | null) =>
      more === null
        ? `Could not be collected: ${names}`
        : `Could not be collected: ${names} and ${more} more`,
    left: (count: number, text: string) =>
      plural('en', count, { one: `${text} part left out`, other: `${text} parts left out` }),
    none: 'Nothing about this computer is sent.',
    show: 'See what is sent',
    collectFailed:
      'The details of this computer could not be collected. You can send your request without them.',
    retry: 'Try again',
    notYet: 'Still collecting. You can look as soon as it is done.',
  },

  sheet: {
    title: 'What is sent about this computer',
    explain:
      'Exactly this is sent with your request, nothing else. Switch off what you want to keep to yourself.',
    size: (bytes: string) => `${bytes} in all`,
    copy: 'Copy',
    raw: 'As it is sent (JSON)',
    plain: 'In plain words',
    include: (section: string) => `Send ${section}`,
    leftOut: 'Left out. The desk sees only that you left it out.',
    source: (source: string) => `From ${source}`,
    masked:
      'Passwords, e-mail addresses and people’s names are masked as •••; names of Wi-Fi networks, hardware addresses and serial numbers too, unless your organization needs them.',
    nothing: 'None',
    includeGroup: (group: string) => `Send ${group}`,
    sentOf: (sent: string, all: string) => `${sent} of ${all} sent`,
    search: 'Search in what is sent',
    notFound: (search: string) => `Nothing contains “${search}”.`,
  },

  findings: {
    count: (count: number, text: string) =>
      plural('en', count, { one: `${text} thing found`, other: `${text} things found` }),
    severities: { critical: 'Important', warning: 'Worth a look', info: 'Good to know' },
    mayExplain: (title: string) => `This may be the cause: ${title}`,
    tryFirst: 'You can try this first, or send the request.',
    justSend: 'Send the request: the technician sees this at once.',
  },

  changes: {
    title: 'What changed lately',
    since: (day: string) => `Since ${day}, newest first`,
    nothing: (day: string) => `Nothing changed since ${day}.`,
    nothingToCompare: 'Nothing to compare with yet: this computer is remembered from today on.',
  },

  check: {
    title: 'Check my computer',
    looking: 'Looking at this computer…',
    nothing: 'Nothing looks wrong',
    nothingForYou: 'Nothing for you to repair',
    others: (count: number, text: string) =>
      plural('en', count, {
        one: `${text} thing is for your IT team. If something does not work, send a request: it says what.`,
        other: `${text} things are for your IT team. If something does not work, send a request: it says which.`,
      }),
    notChecked: (names: string) => `Could not be checked: ${names}`,
    checked: 'Checked',
    failed: 'This computer could not be checked',
    failedNext: 'Try again. If something does not work, you can get help without it.',
    again: 'Check again',
    copy: 'Copy my device information',
    getHelp: 'Get help with this',
  },

  notApplicable: 'Not on this computer',
  failedBecause: (reason: string) => `Could not be collected: ${reason}`,

  tickets: {
    title: 'My tickets',
    empty: 'No tickets yet. What you send from this computer appears here.',
    notNumbered: 'Not sent yet',
    notHere: (number: string) => `${number} was not sent from this computer, or not by you.`,
  },

  ticket: {
    saved: 'Saved on this computer. It will be sent as soon as the connection is back.',
    sending: 'Saved on this computer. It is being sent now.',
    partRefused: {
      says: 'Something you added was not accepted by the desk.',
      next: 'Your request itself has arrived. Write below if the rest matters.',
    },
    number: (number: string) => `Ticket ${number}`,
    numberHint: 'Give this number when you call.',
    status: {
      new: 'New',
      'in-progress': 'In progress',
      'on-hold': 'On hold',
      resolved: 'Solved',
      closed: 'Closed',
      canceled: 'Canceled',
    },
    next: {
      new: 'Your request has arrived. A technician will look at it and answer here.',
      'in-progress': 'Your request is being worked on. Answers appear here.',
      'on-hold': 'The desk is waiting for something. Write below if you have news.',
      resolved: 'The desk believes this is solved. If it is not, write below and it opens again.',
      closed: 'This ticket is closed. If it happens again, send a new request.',
      canceled: 'This ticket was canceled. If you still need help, send a new request.',
    },
    worksOnIt: (name: string) => `${name} is working on your request. Answers appear here.`,
    conversation: 'Conversation',
    you: 'You',
    waiting: 'Waiting to be sent',
    noAnswer: 'No answer yet.',
    reply: 'Your reply',
    replyPlaceholder: 'Write to the technician',
    sendReply: 'Send reply',
    replied: 'Reply saved',
    thanks: 'Thank you. The ticket is marked as solved.',
    solved: 'It works again',
    newRequest: 'Send a new request',
  },

  settings: {
    title: 'Settings',
    yours: 'Your settings',
    others: 'Set by your organization',
    always: 'Always so',
    alwaysText: 'Nobody can change these, neither your IT team nor the help desk.',
    locked: 'Locked by your organization',
    origin: {
      machine: 'set on this computer by IT',
      desk: 'set by your help desk',
      argument: 'set when Deskside was started',
      user: 'set by you',
      default: 'as it comes',
    },
    broken: {
      machine:
        'The settings that IT placed on this computer cannot be read. The last good ones are in force.',
      desk: 'The settings from your help desk cannot be used. The last good ones are in force.',
    },
    brokenNext: 'Tell your IT team. You can go on as before.',
    atNextStart: 'Takes effect the next time Deskside starts.',
    resetTo: (value: string) => `As it comes: ${value}`,
    hotkeyHelp: 'Opens “Get help” from anywhere.',
    recordHotkey: 'Click here, then press the keys together.',
    noHotkey: 'Switched off',
    switchOff: 'Switch off',
    saved: 'Saved',
    failed: 'The settings could not be read.',
  },

  consent: {
    heading: (name: string) => `${name} wants to see your screen`,
    role: (title: string, organization: string) => [title, organization].filter(Boolean).join(', '),
    technician: 'IT support',
    about: 'For your ticket',
    choose: 'What do you want to show?',
    screen: (name: string) => `Whole screen: ${name}`,
    window: (name: string) => `Window: ${name}`,
    nothingToShare: 'No screen or window can be shared on this computer.',
    onlyLook: (name: string) => `${name} can only look. You will be asked again before anything else.`,
    deny: 'Don’t allow',
    allow: 'Allow viewing',
    chooseFirst: 'Choose a screen or window first.',
    left: (seconds: string) => `${seconds} left to answer. Without an answer nothing is shared.`,
    failed: 'Your screen could not be captured. Nothing is shared.',
  },

  bar: {
    label: 'Screen sharing',
    waitingFor: (name: string) => `Waiting for ${name}`,
    nobody: 'Nobody is watching now',
    watching: (names: string, count: number) =>
      plural('en', count, { one: `${names} is watching`, other: `${names} are watching` }),
    paused: 'Paused, nothing is shown',
    onlyLook: 'View only',
    pause: 'Pause',
    resume: 'Resume',
    end: 'End sharing',
    since: 'Shared for',
    linkLost: 'Desk connection lost – sharing goes on',
    pictureLost: (name: string) => `Connection to ${name} lost – trying again`,
  },

  ended: {
    title: 'Sharing has ended',
    requester: 'Nobody can see your screen any more.',
    technician: 'The technician ended it. Nobody can see your screen any more.',
    desk: 'The desk ended it. Nobody can see your screen any more.',
    nothing: 'Nothing was shared.',
    withdrawn: 'The request to see your screen was withdrawn.',
  },
};
