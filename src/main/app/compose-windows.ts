import type { DisplayMedia } from '../shell/display-media';
import { guardPages } from '../shell/program';
import { CONSENT_SHAPE, HELP_SHAPE, PageWindow } from '../shell/windows';
import type { Here } from './here';

export interface Windows {
  help: PageWindow;
  assist: PageWindow;
  /** Who decides which capture a page gets. */
  media: DisplayMedia;
}

export function composeWindows(
  { facts, words, log, inBundles }: Here,
  lost: { help(): void; assist(): void },
): Windows {
  const base = {
    preloadFolder: inBundles('preload'),
    icon: inBundles('icons', '256x256.png'),
    packaged: facts.packaged,
    log,
  };
  const help = new PageWindow({
    ...base,
    kind: 'help',
    title: words.windows.help,
    shape: HELP_SHAPE,
    lost: () => lost.help(),
  });
  const assist = new PageWindow({
    ...base,
    kind: 'assist',
    title: words.windows.assist,
    shape: CONSENT_SHAPE,
    lost: () => lost.assist(),
  });
  return { help, assist, media: guardPages(inBundles('renderer'), () => assist.frame, log) };
}
