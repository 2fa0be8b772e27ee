import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** The blue of the tray icon. */
const accent: MantineColorsTuple = [
  '#eff5ff',
  '#dbe8fe',
  '#bfd6fe',
  '#93b8fd',
  '#6196fa',
  '#3b7bf4',
  '#2563eb',
  '#1d4fd7',
  '#1e41ae',
  '#1e3a8a',
];

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f3f3f4',
  '#e8e8ea',
  '#dbdbde',
  '#c7c7cc',
  '#a2a2aa',
  '#6e6e78',
  '#5b5b63',
  '#3f3f46',
  '#26262b',
];

const dark: MantineColorsTuple = [
  '#e4e4e7',
  '#c8c8cd',
  '#a6a6ad',
  '#85858d',
  '#4a4a50',
  '#38383d',
  '#2b2b2f',
  '#202023',
  '#18181a',
  '#101011',
];

const rem = (px: number) => `${px / 16}rem`;
const SYSTEM_FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/** One accent, neutral greys, a 4 px grid, four type sizes. Everything in rem, so that zoom and large fonts hold. */
export const theme: MantineThemeOverride = createTheme({
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  black: '#18181b',
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace:
    "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', 'Liberation Mono', monospace",
  fontSizes: { xs: rem(13), sm: rem(14), md: rem(16), lg: rem(20), xl: rem(20) },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.3', xl: '1.3' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(8), xl: rem(16) },
  defaultRadius: 'md',
  headings: {
    fontFamily: SYSTEM_FONT,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.3' },
      h2: { fontSize: rem(16), lineHeight: '1.4' },
      h3: { fontSize: rem(14), lineHeight: '1.45' },
      h4: { fontSize: rem(14), lineHeight: '1.45' },
      h5: { fontSize: rem(13), lineHeight: '1.45' },
      h6: { fontSize: rem(13), lineHeight: '1.45' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    // Locking the scroll bar writes a <style> element, which the content security policy refuses.
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
  },
});

/** Mantine's own greys for small print and errors miss AA on white; these hold 4.5 : 1 on every surface we use. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-4)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    '--ds-surface': 'var(--mantine-color-gray-0)',
    '--ds-line': 'var(--mantine-color-gray-3)',
    '--ds-accent-surface': '#e8effd',
    '--ds-live': '#d92d20',
    '--ds-good': '#15803d',
    '--ds-caution': '#a15c00',
    '--ds-caution-surface': '#fff7e0',
    '--ds-caution-line': '#f0d690',
    '--ds-danger-surface': '#fdeeee',
    '--ds-danger-line': '#f3c4c4',
    '--ds-note-surface': '#fff8dc',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    '--ds-surface': 'var(--mantine-color-dark-6)',
    '--ds-line': 'var(--mantine-color-dark-5)',
    '--ds-accent-surface': '#1b2b4d',
    '--ds-live': '#ff6b5e',
    '--ds-good': '#5fd38a',
    '--ds-caution': '#f3c14b',
    '--ds-caution-surface': '#37301c',
    '--ds-caution-line': '#5c4d22',
    '--ds-danger-surface': '#3a2424',
    '--ds-danger-line': '#643535',
    '--ds-note-surface': '#35301d',
  },
});
