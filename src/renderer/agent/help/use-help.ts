import { useCallback, useEffect, useMemo, useReducer, type Dispatch } from 'react';
import type { HelpBridge, HelpState } from '../../../shared/contract/ipc';
import { createDraftSaver } from './draft-saver';
import { reduce, startPage, type HelpAction, type HelpPage } from './help-state';

export interface Help {
  page: HelpPage;
  bridge: HelpBridge;
  requesterName: string;
  dispatch: Dispatch<HelpAction>;
  collect(): void;
  /** Closes the window once what was typed is on disk. */
  close(): void;
}

/** The page's state, fed by main's pushes. */
export function useHelp(bridge: HelpBridge, initial: HelpState): Help {
  const [page, apply] = useReducer(reduce, initial, startPage);
  const drafts = useMemo(() => createDraftSaver((draft) => bridge.call('help:save-draft', draft)), [bridge]);

  useEffect(() => {
    const stop = [
      bridge.on('help:show', ({ view, ticket }) => apply({ kind: 'show', view, ticket })),
      bridge.on('help:screenshots', ({ allowed }) => apply({ kind: 'screenshots-allowed', allowed })),
      bridge.on('help:connection', (connection) => apply({ kind: 'connection', connection })),
      bridge.on('help:tickets', (tickets) => apply({ kind: 'tickets', tickets })),
      bridge.on('help:section', (section) => apply({ kind: 'section', section })),
      bridge.on('help:report', ({ report }) => apply({ kind: 'report', report })),
    ];
    return () => stop.forEach((each) => each());
  }, [bridge]);

  const dispatch = useCallback(
    (action: HelpAction) => {
      apply(action);
      if (action.kind === 'sent') drafts.forget();
    },
    [drafts],
  );

  const { draft, view } = page;
  const untouched = draft === initial.draft;
  useEffect(() => {
    if (!untouched && view.kind === 'new') drafts.save(draft);
  }, [drafts, draft, untouched, view.kind]);

  const collect = useCallback(() => {
    apply({ kind: 'collect-started' });
    bridge.call('help:collect').catch(() => apply({ kind: 'collect-failed' }));
  }, [bridge]);

  // After the listeners above: nothing that is collected may be missed.
  const wanted = page.collecting.kind === 'idle' && (view.kind === 'new' || view.kind === 'check');
  useEffect(() => {
    if (wanted) collect();
  }, [wanted, collect]);

  const close = useCallback(() => {
    void drafts.settled().then(() => bridge.call('help:close'));
  }, [bridge, drafts]);

  return { page, bridge, requesterName: initial.requesterName, dispatch, collect, close };
}
