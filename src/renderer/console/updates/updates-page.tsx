import { Button } from '@mantine/core';
import { CHANNELS } from '../../../shared/model/update';
import { useUpdates } from '../api/fleet-queries';
import { PageFrame } from '../app/page-frame';
import { useWords } from '../words/words';
import { ChannelPart } from './channel-part';
import { FleetPart } from './fleet-part';
import { releasesOf } from './release-view';
import classes from './updates.module.css';

/** What is released, how far it goes, and where the fleet stands. */
export function UpdatesPage() {
  const words = useWords();
  const updates = useUpdates();
  const { data } = updates;
  return (
    <PageFrame
      title={words.updates.title}
      fault={updates.error?.fault}
      retry={
        <Button variant="default" onClick={() => void updates.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={updates.isPending}
    >
      {data ? (
        <div className={classes['columns']}>
          <div>
            {CHANNELS.map((channel) => (
              <ChannelPart
                key={channel}
                channel={channel}
                releases={releasesOf(data, channel)}
                rollout={data.rollouts.find((each) => each.channel === channel) ?? null}
              />
            ))}
          </div>
          <FleetPart updates={data} />
        </div>
      ) : null}
    </PageFrame>
  );
}
