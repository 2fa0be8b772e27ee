import { existsSync } from 'node:fs';
import path from 'node:path';

const CANDIDATES: Partial<Record<NodeJS.Platform, (env: NodeJS.ProcessEnv) => string[]>> = {
  linux: () =>
    ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
      (name) => `/usr/bin/${name}`,
    ),
  darwin: () =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
  win32: (env) =>
    [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.win32.join(folder, 'Google/Chrome/Application/chrome.exe'),
        path.win32.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]),
};

/** The browser the technician's side of the tests runs in; DESKSIDE_CHROMIUM names another one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env['DESKSIDE_CHROMIUM'] ?? CANDIDATES[process.platform]?.(env).find((file) => existsSync(file));
}
