import '@mantine/core/styles.layer.css';
import './variables.css';
import './base.css';
import { MantineProvider, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { Language } from '../../../shared/words/language';
import { LanguageProvider } from './language';
import { theme } from './theme';

/** The operating system decides light or dark; nothing is written to the browser's storage. */
const followSystem: MantineColorSchemeManager = {
  get: (fallback: MantineColorScheme) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

interface Props {
  language: Language;
  children: ReactNode;
}

/**
 * What every page stands in. Mantine would write <style> elements, which the content security policy and Trusted
 * Types refuse: its variables stand in `variables.css`, and Grid, SimpleGrid, AppShell and responsive style props
 * (`p={{ base: 'sm' }}`), which write their own, are not used; CSS modules do that work.
 */
export function UiProvider({ language, children }: Props) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      defaultColorScheme="auto"
      colorSchemeManager={followSystem}
    >
      <LanguageProvider value={language}>{children}</LanguageProvider>
    </MantineProvider>
  );
}
