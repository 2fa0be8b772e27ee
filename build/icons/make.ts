import { chromium } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../setup/chromium.ts';
import { explain, say, SetupError } from '../setup/step.ts';

const HERE = import.meta.dirname;
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const TRAY_SIZE = 24;
const ACCENT = '#2563eb';

/** The tray's states differ in shape as well as in colour: filled, hollow, filled with a dot. */
function trayStates(svg: string): Readonly<Record<string, string>> {
  const dot = '<circle cx="25" cy="24" r="8" fill="#fff"/><circle cx="25" cy="24" r="6" fill="#dc2626"/>';
  const hollow = svg
    .replace(
      `fill="${ACCENT}"`,
      'fill="#6b7280" fill-opacity="0.25" stroke="#8b93a1" stroke-width="2.5" transform="translate(1.6 1.6) scale(.9)"',
    )
    .replace('fill="#fff"', 'fill="#8b93a1"');
  return { online: svg, offline: hollow, live: svg.replace('</svg>', `${dot}</svg>`) };
}

/** Draws every PNG from the one SVG. Run it after a change: `node build/icons/make.ts`; the PNGs are committed. */
async function makeIcons(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new SetupError('there is no Chromium.', 'install Chromium or Chrome.');
  const svg = readFileSync(path.join(HERE, 'deskside.svg'), 'utf8');
  const files: { name: string; size: number; svg: string }[] = [
    ...APP_SIZES.map((size) => ({ name: `${size}x${size}.png`, size, svg })),
    ...Object.entries(trayStates(svg)).flatMap(([state, drawn]) => [
      { name: `tray/tray-${state}.png`, size: TRAY_SIZE, svg: drawn },
      { name: `tray/tray-${state}@2x.png`, size: TRAY_SIZE * 2, svg: drawn },
    ]),
  ];
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    for (const file of files) {
      await page.setViewportSize({ width: file.size, height: file.size });
      const sized = file.svg.replace('<svg ', `<svg width="${file.size}" height="${file.size}" `);
      await page.setContent(
        `<style>html,body{margin:0;background:transparent}svg{display:block}</style>${sized}`,
      );
      writeFileSync(path.join(HERE, file.name), await page.screenshot({ omitBackground: true }));
    }
    say(`${files.length} icons drawn`);
  } finally {
    await browser.close();
  }
}

try {
  await makeIcons();
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
