import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import type { useDevices } from '../api/fleet-queries';
import { paths } from '../app/paths';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import type { DeviceFilter } from './device-filter';
import classes from './devices.module.css';

interface Props {
  devices: ReturnType<typeof useDevices>;
  filter: DeviceFilter;
  empty: boolean;
  enroll: ReactNode;
}

/** What stands in the place of the table, or above it, when it is not simply there. */
export function DeviceState({ devices, filter, empty, enroll }: Props) {
  const words = useWords();
  const navigate = useNavigate();
  if (devices.error) {
    return (
      <div className={classes['state']}>
        <ProblemNotice
          fault={devices.error.fault}
          action={
            <Button variant="default" onClick={() => void devices.refetch()}>
              {words.common.retry}
            </Button>
          }
        />
      </div>
    );
  }
  if (devices.isPending) {
    return (
      <div className={classes['state']}>
        <SkeletonLines label={words.common.loading} lines={10} height={20} />
      </div>
    );
  }
  if (!empty || !devices.isSuccess) return null;
  const narrowed = filter.search !== '' || filter.update !== null;
  return (
    <div className={classes['state']}>
      <p>
        {narrowed
          ? words.devices.nothingFound
          : filter.tab === 'all'
            ? words.devices.empty
            : words.devices.emptyTab[filter.tab]}
      </p>
      {narrowed ? (
        <Button variant="default" onClick={() => void navigate(paths.devices({ tab: filter.tab }))}>
          {words.devices.clearSearch}
        </Button>
      ) : filter.tab === 'all' ? (
        enroll
      ) : null}
    </div>
  );
}
