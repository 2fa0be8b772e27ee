import type { Page } from '@playwright/test';

/**
 * Milliseconds from the next click in the page to the first moment its text matches, both taken inside the page,
 * so that the way of the driver does not count. Call it before the click, await it after.
 */
export function clickToText(page: Page, pattern: RegExp): Promise<number> {
  return page.evaluate(
    ({ source }) =>
      new Promise<number>((resolve) => {
        const wanted = new RegExp(source);
        let clickedAt: number | null = null;
        const look = () => {
          if (clickedAt === null || !wanted.test(document.body.innerText)) return;
          observer.disconnect();
          resolve(performance.now() - clickedAt);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        addEventListener('click', () => (clickedAt ??= performance.now()), { capture: true, once: true });
      }),
    { source: pattern.source },
  );
}

/** Milliseconds from the next click in the page to the first painted frame of the shared screen. */
export function clickToFirstFrame(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let clickedAt: number | null = null;
        const watched = new WeakSet<Element>();
        const look = () => {
          const video = document.querySelector<HTMLVideoElement>('[data-testid="screen"]');
          if (clickedAt === null || !video || watched.has(video)) return;
          watched.add(video);
          const from = clickedAt;
          video.requestVideoFrameCallback(() => {
            observer.disconnect();
            resolve(performance.now() - from);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
        addEventListener('click', () => (clickedAt ??= performance.now()), { capture: true, once: true });
      }),
  );
}
