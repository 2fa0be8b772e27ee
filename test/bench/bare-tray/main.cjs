// What an Electron program with a tray icon costs before it does anything: the yardstick for the idle agent.
const { app, Menu, nativeImage, Tray } = require('electron');
const path = require('node:path');

let tray;
void app.whenReady().then(() => {
  tray = new Tray(nativeImage.createFromPath(process.env.BARE_TRAY_ICON ?? path.join(__dirname, 'icon.png')));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]));
});
app.on('window-all-closed', () => undefined);
