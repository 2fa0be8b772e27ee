import { render } from '@testing-library/react';
import { HelpApp } from '../../../src/renderer/agent/help/help-app';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import type { HelpBridge, HelpState } from '../../../src/shared/contract/ipc';
import type { Report, SectionKey } from '../../../src/shared/model/diagnostics';
import { fakeBridge } from './fake-bridge';
import { helpState, localTicket, previewOf, sampleReport } from './fixtures';

interface Options {
  state?: Partial<HelpState>;
  handlers?: Record<string, (args: never) => unknown>;
  /** What main previews, and what `finish` says was collected. */
  report?: Report;
}

/** The help window before a main process made by hand. */
export function openHelp({ state = {}, handlers = {}, report = sampleReport }: Options = {}) {
  const fake = fakeBridge<HelpBridge>({
    'help:save-draft': () => ({ ok: true, value: undefined }),
    'help:preview': ({ removed }: { removed: SectionKey[] }) => ({
      ok: true,
      value: previewOf(removed, report),
    }),
    'help:send': () => ({ ok: true, value: localTicket() }),
    'help:copy-device-info': () => ({ ok: true, value: undefined }),
    ...handlers,
  });
  const initial = helpState(state);
  render(
    <UiProvider language={initial.language}>
      <HelpApp bridge={fake.bridge} initial={initial} />
    </UiProvider>,
  );
  return { ...fake, finish: () => fake.push('help:report', { report }) };
}
