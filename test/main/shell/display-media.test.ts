import type { DesktopCapturerSource, WebFrameMain } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { DisplayMedia } from '../../../src/main/shell/display-media';
import { memoryLog } from '../support/memory-log';

type Request = Parameters<DisplayMedia['handle']>[0];

const assistFrame = { url: 'app://deskside/agent/assist/index.html' } as unknown as WebFrameMain;
const otherFrame = { url: assistFrame.url } as unknown as WebFrameMain;
const SCREEN = { id: 'screen:1:0', name: 'Screen' } as DesktopCapturerSource;

let media: DisplayMedia;
let grants: unknown[];
beforeEach(() => {
  grants = [];
  media = new DisplayMedia(
    () => assistFrame,
    (id) => Promise.resolve(id === SCREEN.id ? SCREEN : null),
    memoryLog(),
  );
});

const ask = (changes: Partial<Request> = {}) =>
  media.handle(
    {
      frame: assistFrame,
      videoRequested: true,
      audioRequested: false,
      userGesture: true,
      securityOrigin: 'app://deskside',
      ...changes,
    },
    (grant) => void grants.push(grant),
  );

test('grants nothing that was not armed', async () => {
  await ask();
  expect(grants).toEqual([{}]);
});

test('grants the armed source, once', async () => {
  media.arm(SCREEN.id);
  await ask();
  await ask();
  expect(grants).toEqual([{ video: SCREEN }, {}]);
  expect(media.isArmed).toBe(false);
});

test('two requests at the same moment get one grant', async () => {
  media.arm(SCREEN.id);
  await Promise.all([ask(), ask()]);
  expect(grants).toContainEqual({ video: SCREEN });
  expect(grants).toContainEqual({});
});

test.for([
  ['another frame', { frame: otherFrame }],
  ['no frame', { frame: null }],
  ['sound', { audioRequested: true }],
  ['no picture', { videoRequested: false }],
] as const)('%s gets nothing, and the armed source stays for the one it is for', async ([, changes]) => {
  media.arm(SCREEN.id);
  await ask(changes as Partial<Request>);
  expect(grants).toEqual([{}]);
  await ask();
  expect(grants.at(-1)).toEqual({ video: SCREEN });
});

test('a source that is gone is not replaced by another', async () => {
  media.arm('window:9:0');
  await ask();
  expect(grants).toEqual([{}]);
});

test('disarming takes it back', async () => {
  media.arm(SCREEN.id);
  media.disarm();
  await ask();
  expect(grants).toEqual([{}]);
});

test('what is taken back while the source is looked up is not granted', async () => {
  let found: (source: DesktopCapturerSource) => void = () => undefined;
  const lookup = new Promise<DesktopCapturerSource>((resolve) => {
    found = resolve;
  });
  media = new DisplayMedia(
    () => assistFrame,
    () => lookup,
    memoryLog(),
  );
  media.arm(SCREEN.id);
  const asked = ask();
  media.disarm();
  found(SCREEN);
  await asked;
  expect(grants).toEqual([{}]);
});
