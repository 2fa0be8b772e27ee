import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useWords } from '../words/words';
import frame from '../app/page-frame.module.css';

/** Stands while something is not saved: asks before another page, or none, takes its place. */
export function LeaveGuard({ count }: { count: number }) {
  const words = useWords();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    // Closing the tab and reloading are asked about in the browser's own words.
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onUnload);
    return () => removeEventListener('beforeunload', onUnload);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Modal
      opened
      onClose={() => blocker.reset()}
      title={words.policy.leaveTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p>{words.policy.unsaved(count)}.</p>
      <div className={frame['choices']}>
        <Button variant="default" data-autofocus onClick={() => blocker.reset()}>
          {words.policy.goOn}
        </Button>
        <Button color="red.9" onClick={() => blocker.proceed()}>
          {words.policy.leave}
        </Button>
      </div>
    </Modal>
  );
}
