// The floor the live view is measured against: Electron, one capture, one RTCPeerConnection, nothing of ours.
const { app, BrowserWindow, desktopCapturer, session } = require('electron');

app.commandLine.appendSwitch('force-fieldtrials', 'WebRTC-ForceSendPlayoutDelay/min_ms:0,max_ms:0/');
app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');

void app.whenReady().then(async () => {
  const [screen] = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 0, height: 0 },
  });
  session.defaultSession.setDisplayMediaRequestHandler((_request, grant) => grant({ video: screen }));
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  await window.loadFile(`${__dirname}/page.html`);
});
