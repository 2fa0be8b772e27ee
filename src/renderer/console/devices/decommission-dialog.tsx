import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Device } from '../../../shared/model/device';
import { ProblemNotice } from '../text/problem-notice';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { useFleetChanges } from './use-fleet-changes';
import classes from '../app/page-frame.module.css';

interface Props {
  /** None: the dialog is closed. */
  devices: readonly Device[];
  onClose: () => void;
  /** All of them are out. */
  onDone?: () => void;
}

/** Says what it does before it does it. */
export function DecommissionDialog({ devices, onClose, onDone }: Props) {
  const words = useWords();
  const changes = useFleetChanges();
  // What was asked about stays what it was, whatever the list behind does meanwhile.
  const [shown, setShown] = useState(devices);
  if (devices.length > 0 && devices !== shown && !changes.busy) setShown(devices);
  const [only] = shown;
  const close = () => {
    if (changes.busy) return;
    changes.forget();
    onClose();
  };
  return (
    <Modal
      opened={devices.length > 0}
      onClose={close}
      title={
        shown.length === 1 && only
          ? words.devices.decommissionAsk(visible(only.name))
          : words.devices.decommissionAskMany(shown.length)
      }
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p>{words.devices.decommissionText}</p>
      {changes.got && changes.got.done > 0 ? (
        <p>{words.devices.decommissionedSome(changes.got.done, changes.got.all)}</p>
      ) : null}
      {changes.fault ? <ProblemNotice fault={changes.fault} /> : null}
      <div className={classes['choices']}>
        <Button variant="default" data-autofocus disabled={changes.busy} onClick={close}>
          {words.devices.keep}
        </Button>
        <Button
          color="red.9"
          loading={changes.busy}
          onClick={() =>
            void changes.decommission(shown).then((all) => {
              if (!all) return;
              onClose();
              onDone?.();
            })
          }
        >
          {words.devices.decommissionConfirm}
        </Button>
      </div>
    </Modal>
  );
}
