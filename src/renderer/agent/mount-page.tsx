import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../shared/words/language';
import { FaultNotice } from '../kit/ui/fault-notice';
import { UiProvider } from '../kit/ui/provider';

/** Draws a page once main has said what it stands on; a page without its state says so in words. */
export function mountPage<S>(
  load: () => Promise<S>,
  languageOf: (state: S) => Language,
  draw: (state: S) => ReactNode,
  guess: Language,
): void {
  const element = document.getElementById('root');
  if (!element) throw new Error('The page has no #root.');
  const root = createRoot(element);
  load().then(
    (state) => root.render(<UiProvider language={languageOf(state)}>{draw(state)}</UiProvider>),
    (error: unknown) =>
      root.render(
        <UiProvider language={guess}>
          <FaultNotice fault={{ code: 'internal', detail: String(error) }} />
        </UiProvider>,
      ),
  );
}
