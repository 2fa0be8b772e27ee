import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/words';
import { useAnnounce } from './announcer';

interface Props {
  label: string;
  disabled?: boolean;
  /** Whether it is on the clipboard now. */
  copy(): Promise<boolean>;
}

type State = 'ready' | 'copying' | 'copied' | 'failed';

/** The button itself says what came of it: nothing moves. */
export function CopyButton({ label, disabled = false, copy }: Props) {
  const words = useWords();
  const announce = useAnnounce();
  const [state, setState] = useState<State>('ready');

  async function run(): Promise<void> {
    setState('copying');
    const copied = await copy().catch(() => false);
    setState(copied ? 'copied' : 'failed');
    announce(copied ? words.copied : words.copyFailed);
  }

  const says = { ready: label, copying: label, copied: words.copied, failed: words.copyFailed }[state];
  return (
    <Button variant="default" disabled={disabled} loading={state === 'copying'} onClick={() => void run()}>
      {says}
    </Button>
  );
}
