import { desktopCapturer, screen, type DesktopCapturerSource, type Display } from 'electron';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Screenshot, ShareSource } from '../../shared/contract/ipc';
import { PICTURE_LIMIT } from '../../shared/model/picture-limit';
import { fittingPng } from './fitting-png';

const THUMBNAIL = { width: 320, height: 200 };

/** What the person may choose to share, with a small picture of each. Our own windows are not offered. */
export async function listSources(isOwn: (sourceId: string) => boolean): Promise<Result<ShareSource[]>> {
  try {
    const sources = await desktopCapturer.getSources({
      types: ['screen', 'window'],
      thumbnailSize: THUMBNAIL,
    });
    const offered = sources.filter((source) => !isOwn(source.id));
    if (offered.length === 0) return fail('capture-failed', 'the system offers no screen to capture');
    return ok(
      offered.map((source) => ({
        id: source.id,
        kind: source.id.startsWith('screen:') ? ('screen' as const) : ('window' as const),
        name: source.name.slice(0, 300),
        thumbnail: new Uint8Array(source.thumbnail.toPNG()),
      })),
    );
  } catch (error) {
    return fail('capture-failed', String(error));
  }
}

export async function findSource(id: string): Promise<DesktopCapturerSource | null> {
  const types: ('screen' | 'window')[] = id.startsWith('screen:') ? ['screen'] : ['window'];
  const sources = await desktopCapturer.getSources({ types, thumbnailSize: { width: 0, height: 0 } });
  return sources.find((source) => source.id === id) ?? null;
}

/** One picture of each display at its own size. */
export async function takeScreenshots(): Promise<Result<Screenshot[]>> {
  const displays = screen.getAllDisplays();
  const largest = {
    width: Math.max(...displays.map((display) => pixels(display).width)),
    height: Math.max(...displays.map((display) => pixels(display).height)),
  };
  try {
    const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: largest });
    const pictures = sources.flatMap((source, index): Screenshot[] => {
      if (source.thumbnail.isEmpty()) return [];
      const display = displays.find((entry) => String(entry.id) === source.display_id) ?? displays[index];
      return [
        {
          displayId: source.display_id || String(index),
          name: (display?.label || source.name).slice(0, 120),
          ...fittingPng(source.thumbnail, PICTURE_LIMIT),
        },
      ];
    });
    return pictures.length > 0 ? ok(pictures) : fail('capture-failed', 'the pictures are empty');
  } catch (error) {
    return fail('capture-failed', String(error));
  }
}

export function displaysInfo() {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map((display, index) => ({
    name: (display.label || `Display ${index + 1}`).slice(0, 200),
    ...pixels(display),
    scale: display.scaleFactor,
    primary: display.id === primary,
    // On Linux Chromium does not tell.
    internal: display.internal || (process.platform === 'linux' ? null : false),
    refreshHz: display.displayFrequency > 0 ? display.displayFrequency : null,
  }));
}

function pixels({ size, scaleFactor }: Display): { width: number; height: number } {
  return { width: Math.round(size.width * scaleFactor), height: Math.round(size.height * scaleFactor) };
}
