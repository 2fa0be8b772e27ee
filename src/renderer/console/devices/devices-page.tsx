import { Button, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import type { Device } from '../../../shared/model/device';
import { RelativeTime } from '../../kit/ui/relative-time';
import { keys } from '../api/keys';
import { useCall, useDevices } from '../api/queries';
import { useIsAdministrator } from '../app/me';
import { Empty, PageFrame } from '../app/page-frame';
import { Presence } from '../text/presence';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { TokenDialog } from './token-dialog';
import { TokenList } from './token-list';
import classes from '../app/page-frame.module.css';

export function DevicesPage() {
  const words = useWords();
  const administrator = useIsAdministrator();
  const devices = useDevices();
  const [enrolling, setEnrolling] = useState(false);
  const [revoking, setRevoking] = useState<Device | null>(null);
  const enroll = (
    <Reason why={administrator ? null : words.devices.adminOnly}>
      <Button disabled={!administrator} onClick={() => setEnrolling(true)}>
        {words.devices.enroll}
      </Button>
    </Reason>
  );
  return (
    <PageFrame
      title={words.devices.title}
      actions={devices.data?.length === 0 ? null : enroll}
      fault={devices.error?.fault}
      retry={
        <Button variant="default" onClick={() => void devices.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={devices.isPending}
    >
      {devices.data?.length === 0 ? <Empty action={enroll}>{words.devices.empty}</Empty> : null}
      {devices.data && devices.data.length > 0 ? (
        <DeviceTable devices={devices.data} administrator={administrator} onRevoke={setRevoking} />
      ) : null}
      {administrator ? <TokenList /> : null}
      {enrolling ? <TokenDialog onClose={() => setEnrolling(false)} /> : null}
      <RevokeDialog device={revoking} onClose={() => setRevoking(null)} />
    </PageFrame>
  );
}

interface TableProps {
  devices: readonly Device[];
  administrator: boolean;
  onRevoke: (device: Device) => void;
}

function DeviceTable({ devices, administrator, onRevoke }: TableProps) {
  const words = useWords();
  const why = (device: Device): string | null => {
    if (!administrator) return words.devices.adminOnly;
    return device.status === 'revoked' ? words.devices.alreadyRevoked : null;
  };
  return (
    <Table aria-label={words.devices.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.devices.name}</Table.Th>
          <Table.Th>{words.devices.platform}</Table.Th>
          <Table.Th>{words.devices.agent}</Table.Th>
          <Table.Th>{words.devices.key}</Table.Th>
          <Table.Th>{words.devices.lastSeen}</Table.Th>
          <Table.Th>{words.devices.enrolled}</Table.Th>
          <Table.Th aria-label={words.devices.revoke} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {devices.map((device) => (
          <Table.Tr key={device.id}>
            <Table.Td>
              <Presence name={device.name} online={device.online} spelled />
            </Table.Td>
            <Table.Td>
              <Said>{device.osName || words.devices.platforms[device.platform]}</Said>
            </Table.Td>
            <Table.Td>
              <Said>{device.agentVersion}</Said>
            </Table.Td>
            <Table.Td>
              {device.keyProtection === 'keystore' ? words.devices.keyStore : words.devices.keyFile}
            </Table.Td>
            <Table.Td>
              {device.lastSeenAt === null ? words.common.never : <RelativeTime at={device.lastSeenAt} />}
            </Table.Td>
            <Table.Td>
              <RelativeTime at={device.enrolledAt} />
            </Table.Td>
            <Table.Td align="right">
              <Reason why={why(device)}>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={why(device) !== null}
                  onClick={() => onRevoke(device)}
                >
                  {device.status === 'revoked' ? words.devices.revoked : words.devices.revoke}
                </Button>
              </Reason>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RevokeDialog({ device, onClose }: { device: Device | null; onClose: () => void }) {
  const words = useWords();
  const revoke = useCall('revokeDevice', [keys.devices, keys.tickets, keys.queues]);
  return (
    <Modal
      opened={device !== null}
      onClose={onClose}
      title={device ? words.devices.revokeAsk(visible(device.name)) : ''}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p>{words.devices.revokeText}</p>
      {revoke.error ? <ProblemNotice fault={revoke.error.fault} /> : null}
      <div className={classes['choices']}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {words.devices.keep}
        </Button>
        <Button
          color="red"
          loading={revoke.isPending}
          onClick={() => device && revoke.mutate({ params: { id: device.id } }, { onSuccess: onClose })}
        >
          {words.devices.revokeConfirm}
        </Button>
      </div>
    </Modal>
  );
}
