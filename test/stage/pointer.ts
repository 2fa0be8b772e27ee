import { execFileSync } from 'node:child_process';

type Env = Readonly<Record<string, string | undefined>>;

/** A person's hand on one X display: real pointer and key events through xdotool. */
export interface Pointer {
  click(x: number, y: number, button?: 1 | 3): void;
  key(...keys: string[]): void;
  type(text: string): void;
  /** Geometry in pixels of the newest visible window of that class or name, or null. */
  window(
    by: 'class' | 'name',
    value: string,
  ): { id: string; x: number; y: number; width: number; height: number } | null;
}

export function pointerOn(env: Env): Pointer {
  const xdotool = (...args: string[]): string =>
    execFileSync('xdotool', args, {
      encoding: 'utf8',
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  return {
    click(x, y, button = 1) {
      xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', String(button));
    },
    key: (...keys) => void xdotool('key', ...keys),
    type: (text) => void xdotool('type', '--delay', '5', text),
    window(by, value) {
      try {
        const id = xdotool('search', '--onlyvisible', `--${by}`, value).trim().split('\n').at(-1) ?? '';
        if (!id) return null;
        const shape = Object.fromEntries(
          xdotool('getwindowgeometry', '--shell', id)
            .trim()
            .split('\n')
            .map((line) => line.split('=')),
        ) as Record<string, string>;
        return {
          id,
          x: Number(shape['X']),
          y: Number(shape['Y']),
          width: Number(shape['WIDTH']),
          height: Number(shape['HEIGHT']),
        };
      } catch {
        return null; // xdotool exits 1 when no window matches
      }
    },
  };
}
