import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Device } from '../../../shared/model/device';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import { useDevice } from '../api/fleet-queries';
import { useIsAdministrator } from '../app/me';
import { paths } from '../app/paths';
import { Presence } from '../text/presence';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { useWords } from '../words/words';
import { DecommissionDialog } from './decommission-dialog';
import { DeviceFacts } from './device-facts';
import { deviceFilterOf } from './device-filter';
import { DeviceOthers } from './device-others';
import { DevicePolicy } from './device-policy';
import { useFleetChanges } from './use-fleet-changes';
import classes from './drawer.module.css';

const NONE: readonly Device[] = [];

/** One device over the list it was opened from; has an address of its own. */
export function DeviceDrawer() {
  const words = useWords();
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const [query] = useSearchParams();
  const device = useDevice(id);
  return (
    <Drawer
      opened
      onClose={() => void navigate(paths.devices(deviceFilterOf(query)))}
      position="right"
      size={520}
      transitionProps={{ duration: 0 }}
      title={device.data ? <Presence name={device.data.name} online={device.data.online} spelled /> : null}
      closeButtonProps={{ 'aria-label': words.device.back }}
      classNames={{ title: classes['title'] ?? '' }}
    >
      {device.error ? (
        <ProblemNotice
          fault={device.error.fault}
          says={{ 'not-found': { says: words.device.notFound, next: '' } }}
        />
      ) : null}
      {device.isPending ? <SkeletonLines label={words.common.loading} lines={10} height={20} /> : null}
      {device.data ? <Whole device={device.data} /> : null}
    </Drawer>
  );
}

function Whole({ device }: { device: Device }) {
  return (
    <div className={classes['whole']}>
      <Actions device={device} />
      <DeviceFacts device={device} />
      <DevicePolicy device={device} />
      <DeviceOthers device={device} />
    </div>
  );
}

function Actions({ device }: { device: Device }) {
  const words = useWords();
  const administrator = useIsAdministrator();
  const changes = useFleetChanges();
  const [leaving, setLeaving] = useState(NONE);
  const over = device.status === 'revoked';
  const why = administrator ? (over ? words.devices.alreadyRevoked : null) : words.devices.adminOnly;
  return (
    <div>
      {changes.fault ? <ProblemNotice fault={changes.fault} /> : null}
      <div className={classes['actions']}>
        {device.status === 'pending' ? (
          <Reason why={why}>
            <Button
              size="xs"
              disabled={why !== null}
              loading={changes.busy}
              onClick={() => void changes.approve([device])}
            >
              {words.devices.approve(1)}
            </Button>
          </Reason>
        ) : null}
        <Reason why={why}>
          <Button size="xs" variant="default" disabled={why !== null} onClick={() => setLeaving([device])}>
            {words.devices.decommission(1)}
          </Button>
        </Reason>
      </div>
      <DecommissionDialog devices={leaving} onClose={() => setLeaving(NONE)} />
    </div>
  );
}
