import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../build/setup/chromium.ts';
import { ROOT } from './run-folder.ts';

const PATTERN = join(ROOT, 'test/stage/pattern');

export type Scene = 'still' | 'scroll' | 'motion';

/** What the requester's display shows: an animation with a clock painted in, full screen, in a browser of its own. */
export interface SharedScreen {
  show(scene: Scene): Promise<void>;
  close(): Promise<void>;
}

export async function openSharedScreen(
  env: Readonly<Record<string, string | undefined>>,
  scene: Scene,
): Promise<SharedScreen> {
  // Only the browser's first window obeys --kiosk.
  const browser = await chromium.launchPersistentContext('', {
    executablePath: requireChromium(),
    headless: false,
    viewport: null,
    env: env as Record<string, string>,
    args: [
      '--no-sandbox',
      '--test-type',
      '--kiosk',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const show = async (wanted: Scene) => {
    await page.goto(`${pathToFileURL(join(PATTERN, 'pattern.html')).href}?scene=${wanted}`);
    await page.waitForFunction('window.painted > 2');
  };
  await show(scene);
  return { show, close: () => browser.close() };
}

export function requireChromium(): string {
  const found = findChromium();
  if (!found) throw new Error('Chromium is not installed; `npm test` installs it');
  return found;
}

/** What decode.js reports over a window of time. Times in milliseconds. */
export interface Measured {
  frames: number;
  fps: number;
  p50: number | null;
  p95: number | null;
  torn: number | null;
  size: string | null;
}

const DECODER = readFileSync(join(PATTERN, 'decode.js'), 'utf8');
const SCREEN = '[data-testid="screen"]';

/** Through the debugger, which the page's content security policy does not concern. */
export async function loadDecoder(page: Page): Promise<void> {
  await page.evaluate(DECODER);
}

/** Reads the pattern's clock out of the technician's <video>, pixel by pixel, in the page itself. */
export interface PictureReader {
  /** The frame counter now in the picture, or null while no pattern can be read. */
  frame(): Promise<number | null>;
  measure(seconds: number): Promise<Measured>;
}

export async function readPicture(
  page: Page,
  source: { width: number; height: number },
): Promise<PictureReader> {
  await loadDecoder(page);
  return {
    frame: () =>
      page.evaluate(
        ({ selector, size }) => {
          const video = document.querySelector<HTMLVideoElement>(selector);
          const clock = (
            globalThis as unknown as {
              BenchClock: { Decoder: new (el: Element, o: object) => { sample(): { frame: number } | null } };
            }
          ).BenchClock;
          return video
            ? (new clock.Decoder(video, { sourceWidth: size.width, sourceHeight: size.height }).sample()
                ?.frame ?? null)
            : null;
        },
        { selector: SCREEN, size: source },
      ),
    measure: (seconds) =>
      page.evaluate(
        ({ selector, size, time }) => {
          const clock = (
            globalThis as unknown as {
              BenchClock: { measure(el: Element | null, o: object): Promise<Measured> };
            }
          ).BenchClock;
          return clock.measure(document.querySelector(selector), {
            sourceWidth: size.width,
            sourceHeight: size.height,
            seconds: time,
          });
        },
        { selector: SCREEN, size: source, time: seconds },
      ),
  };
}
