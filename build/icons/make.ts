import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../setup/chromium.ts';
import { explain, say, SetupError } from '../setup/step.ts';
import { icns, ico } from './containers.ts';

const HERE = import.meta.dirname;
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const ICNS_SIZES = [16, 32, 64, 128, 256, 512, 1024];
/** Panels are 16, 22 or 24 pixels high, and twice that where pixels are small. */
const TRAY_SIZES = [16, 22, 24, 32, 44, 48];
/** Which of them the agent loads, as an icon and its twice as fine one. */
const TRAY_FILES: Readonly<Record<number, string>> = { 24: '', 48: '@2x' };
const ACCENT = '#2563eb';

/**
 * The tray's states differ in shape as well as in color: filled, hollow, filled with a dot. A thin light rim keeps the
 * blue apart from a dark panel and is not seen on a light one.
 */
function trayStates(svg: string): Readonly<Record<string, string>> {
  const rimmed = svg.replace(
    `fill="${ACCENT}"`,
    `fill="${ACCENT}" stroke="#fff" stroke-opacity="0.55" stroke-width="1.4"`,
  );
  const dot =
    '<circle cx="24.500" cy="23.500" r="7.500" fill="#fff"/><circle cx="24.500" cy="23.500" r="5.800" fill="#dc2626"/>';
  const hollow = svg
    .replace(
      `fill="${ACCENT}"`,
      'fill="#6b7280" fill-opacity="0.25" stroke="#8b93a1" stroke-width="2.5" transform="translate(1.6 1.6) scale(.9)"',
    )
    .replace('fill="#fff"', 'fill="#8b93a1"');
  return { online: rimmed, offline: hollow, live: rimmed.replace('</svg>', `${dot}</svg>`) };
}

interface Drawing {
  readonly size: number;
  readonly svg: string;
}

type Draw = (drawing: Drawing) => Promise<Buffer>;

async function withBrowser(work: (draw: Draw) => Promise<void>): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new SetupError('there is no Chromium.', 'install Chromium or Chrome.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await work(async ({ size, svg }) => {
      await page.setViewportSize({ width: size, height: size });
      const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
      await page.setContent(
        `<style>html,body{margin:0;background:transparent}svg{display:block}</style>${sized}`,
      );
      return page.screenshot({ omitBackground: true });
    });
  } finally {
    await browser.close();
  }
}

/** Draws every icon from the one SVG. Run it after a change: `node build/icons/make.ts`; the results are committed. */
async function makeIcons(): Promise<void> {
  const svg = readFileSync(path.join(HERE, 'deskside.svg'), 'utf8');
  await withBrowser(async (draw) => {
    const sizes = [...new Set([...APP_SIZES, ...ICO_SIZES, ...ICNS_SIZES])];
    const drawn = new Map<number, Buffer>();
    for (const size of sizes) drawn.set(size, await draw({ size, svg }));
    const pick = (wanted: readonly number[]) =>
      wanted.map((size) => ({ size, png: drawn.get(size) ?? Buffer.alloc(0) }));
    for (const { size, png } of pick(APP_SIZES)) {
      writeFileSync(path.join(HERE, 'app', `${size}x${size}.png`), png);
    }
    writeFileSync(path.join(HERE, 'deskside.ico'), ico(pick(ICO_SIZES)));
    writeFileSync(path.join(HERE, 'deskside.icns'), icns(pick(ICNS_SIZES)));
    for (const [state, drawing] of Object.entries(trayStates(svg))) {
      for (const size of TRAY_SIZES) {
        const name = `tray-${state}${TRAY_FILES[size] ?? `-${size}`}.png`;
        writeFileSync(path.join(HERE, 'tray', name), await draw({ size, svg: drawing }));
      }
    }
    say(`icons drawn in ${HERE}`);
  });
}

try {
  await makeIcons();
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
