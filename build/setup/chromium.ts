import { existsSync } from 'node:fs';
import path from 'node:path';

function candidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  switch (platform) {
    case 'win32':
      return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          path.win32.join(folder, 'Google/Chrome/Application/chrome.exe'),
          path.win32.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ]);
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    default:
      return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
        (name) => `/usr/bin/${name}`,
      );
  }
}

/** The browser the technician's side of the tests runs in; DESKSIDE_CHROMIUM names another one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['DESKSIDE_CHROMIUM'];
  return named ?? candidates(process.platform, env).find((file) => existsSync(file));
}

/** The same for callers that run after set-up, when it is there. */
export const CHROMIUM = findChromium() ?? 'chromium';
