import { Button } from '@mantine/core';
import type { Device } from '../../../shared/model/device';
import { Reason } from '../text/reason';
import { useWords } from '../words/words';
import type { FleetChanges } from './use-fleet-changes';
import classes from './devices.module.css';

interface Props {
  chosen: readonly Device[];
  changes: FleetChanges;
  onDecommission: (devices: readonly Device[]) => void;
  onClear: () => void;
}

/** What can be done with the chosen devices. */
export function BulkActions({ chosen, changes, onDecommission, onClear }: Props) {
  const words = useWords();
  const waiting = chosen.filter(({ status }) => status === 'pending');
  if (chosen.length === 0) return null;
  return (
    <div className={classes['bulk']} role="group" aria-label={words.devices.selected(chosen.length)}>
      <span>{words.devices.selected(chosen.length)}</span>
      <Reason why={waiting.length === 0 ? words.devices.noneWaits : null}>
        <Button
          size="compact-sm"
          loading={changes.busy}
          disabled={waiting.length === 0}
          onClick={() => void changes.approve(waiting).then((all) => all && onClear())}
        >
          {words.devices.approve(waiting.length)}
        </Button>
      </Reason>
      <Button
        size="compact-sm"
        variant="default"
        disabled={changes.busy}
        onClick={() => onDecommission(chosen)}
      >
        {words.devices.decommission(chosen.length)}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        {words.devices.clear}
      </Button>
    </div>
  );
}
