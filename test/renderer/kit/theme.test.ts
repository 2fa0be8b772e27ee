import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { cssVariablesResolver, theme } from '../../../src/renderer/kit/ui/theme';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);

function variables() {
  const base = defaultCssVariablesResolver(merged);
  const own = cssVariablesResolver(merged);
  return {
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light },
    dark: { ...base.dark, ...own.dark },
  };
}

function resolve(scheme: 'light' | 'dark', name: string): string {
  const all = variables();
  const value = new Map(Object.entries({ ...all.variables, ...all[scheme] })).get(name);
  if (value === undefined) throw new Error(`${name} is not a variable`);
  const inner = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return inner ? resolve(scheme, inner) : value;
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe('theme', () => {
  // `npx vitest run test/renderer/kit/theme.test.ts -u` writes the file after a change of the theme.
  it('is what the static variables say', async () => {
    const css = `/* Written from theme.ts by its test. */\n${convertCssVariables(variables())}`;
    const formatted = await format(css, { parser: 'css', singleQuote: true, printWidth: 110 });
    await expect(formatted).toMatchFileSnapshot('../../../src/renderer/kit/ui/variables.css');
  });

  it.each(['light', 'dark'] as const)('keeps AA contrast in the %s scheme', (scheme) => {
    const surfaces = ['--mantine-color-body', '--ds-surface'];
    const texts = [
      '--mantine-color-text',
      '--mantine-color-dimmed',
      '--mantine-color-placeholder',
      '--mantine-color-error',
      '--mantine-color-anchor',
      '--ds-good',
      '--ds-caution',
    ];
    for (const surface of surfaces) {
      for (const text of texts) {
        const ratio = contrast(resolve(scheme, text), resolve(scheme, surface));
        expect(ratio, `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const tinted of ['caution', 'danger', 'note']) {
      const surface = resolve(scheme, `--ds-${tinted}-surface`);
      for (const text of ['--mantine-color-text', '--mantine-color-dimmed', '--mantine-color-error']) {
        if (text === '--mantine-color-error' && tinted !== 'danger') continue;
        expect(contrast(resolve(scheme, text), surface), `${text} on ${tinted}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast('#ffffff', resolve(scheme, '--mantine-primary-color-filled'))).toBeGreaterThanOrEqual(
      4.5,
    );
  });
});
