import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HelpBridge } from '../../../../shared/contract/ipc';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';

type State = 'ready' | 'copying' | 'copied' | 'failed';

/** The button itself says what came of it: nothing moves. */
export function CopyDeviceInfo({ bridge }: { bridge: HelpBridge }) {
  const words = useWords();
  const announce = useAnnounce();
  const [state, setState] = useState<State>('ready');

  async function copy(): Promise<void> {
    setState('copying');
    const answer = await bridge
      .call('help:copy-device-info')
      .catch(() => ({ ok: false as const, fault: { code: 'internal' as const } }));
    setState(answer.ok ? 'copied' : 'failed');
    announce(answer.ok ? words.check.copied : words.check.copyFailed);
  }

  const label = {
    ready: words.check.copy,
    copying: words.check.copy,
    copied: words.check.copied,
    failed: words.check.copyFailed,
  }[state];
  return (
    <Button variant="default" loading={state === 'copying'} onClick={() => void copy()}>
      {label}
    </Button>
  );
}
