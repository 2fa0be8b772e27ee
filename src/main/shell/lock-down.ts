import type { App, Session, WebContents, WebPreferences } from 'electron';
import type { Logger } from '../../shared/base/logger';
import { pageUrl } from './window-kind';

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

/** No permission for any page, except that the assist page may ask for the screen (see `DisplayMedia`). */
export function denyPermissions(
  session: Session,
  mayCapture: (contents: WebContents) => boolean,
  log: Logger,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    const granted = permission === 'display-capture' && mayCapture(contents);
    if (!granted) log.warn('permission.refused', { permission });
    answer(granted);
  });
  session.setPermissionCheckHandler(
    (contents, permission, origin) =>
      // Electron asks for `media` before it hands a display capture on.
      permission === 'media' &&
      contents !== null &&
      mayCapture(contents) &&
      new URL(pageUrl('assist')).href.startsWith(origin),
  );
  session.setDevicePermissionHandler(() => false);
}
