import { useCallback, useEffect, useState } from 'react';
import type { Fault } from '../../../../shared/base/fault';
import type { HelpBridge, ShownSettings } from '../../../../shared/contract/ipc';
import type { SettingData } from '../../../../shared/model/policy';
import type { SettingKey } from '../../../../shared/policy/settings';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';

export type SettingsState =
  { kind: 'loading' } | { kind: 'failed' } | { kind: 'ready'; shown: ShownSettings };

export interface SettingsPage {
  state: SettingsState;
  /** What was changed here since the page was opened. */
  changed: ReadonlySet<SettingKey>;
  fault: Fault | null;
  /** Null: as it comes. */
  change(key: SettingKey, value: SettingData): void;
}

/** The settings in force, kept in step with main: a policy may change them while they are looked at. */
export function useSettings(bridge: HelpBridge): SettingsPage {
  const words = useWords();
  const announce = useAnnounce();
  const [state, setState] = useState<SettingsState>({ kind: 'loading' });
  const [changed, setChanged] = useState<ReadonlySet<SettingKey>>(new Set());
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => {
    // What is pushed is newer than the answer to a question asked before it.
    let open = true;
    const show = (shown: ShownSettings) => {
      open = false;
      setState({ kind: 'ready', shown });
    };
    const stop = bridge.on('help:settings', show);
    bridge.call('help:settings').then(
      (shown) => open && show(shown),
      () => open && setState({ kind: 'failed' }),
    );
    return () => {
      open = false;
      stop();
    };
  }, [bridge]);
  const change = useCallback(
    (key: SettingKey, value: SettingData) => {
      setFault(null);
      void bridge
        .call('help:change-setting', { key, value })
        .catch(() => ({ ok: false as const, fault: { code: 'internal' as const } }))
        .then((answer) => {
          if (!answer.ok) {
            setFault(answer.fault as Fault);
            return;
          }
          setState({ kind: 'ready', shown: answer.value });
          setChanged((before) => new Set(before).add(key));
          announce(words.settings.saved);
        });
    },
    [bridge, announce, words],
  );
  return { state, changed, fault, change };
}
