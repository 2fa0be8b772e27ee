import type { App, Session, WebContents, WebPreferences } from 'electron';
import type { Logger } from '../../shared/base/logger';

/** The same for every window; only the preload differs. */
export function webPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
    // A bar in the background must go on sending its picture.
    backgroundThrottling: false,
  };
}

/** Whatever page there is or will be: it stays where it is, opens nothing and embeds nothing. */
export function lockDown(app: App, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
}

function lockContents(contents: WebContents, log: Logger): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn('page.refused', { what });
  };
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-frame-navigate', refuse('frame navigation'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.setWindowOpenHandler(() => {
    log.warn('page.refused', { what: 'window' });
    return { action: 'deny' };
  });
}

/**
 * No permission for any page. The one exception: the assist page asks for the screen while a source is armed for it.
 * Chromium announces that as `media` naming neither camera nor microphone; those are never granted.
 */
export function denyPermissions(
  session: Session,
  mayCapture: (contents: WebContents) => boolean,
  log: Logger,
): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const devices = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const screen = permission === 'display-capture' || (permission === 'media' && devices.length === 0);
    const granted = screen && mayCapture(contents);
    if (!granted) log.warn('permission.refused', { permission, devices: devices.join(' ') });
    answer(granted);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
