import { memo } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Device } from '../../../shared/model/device';
import { RelativeTime } from '../../kit/ui/relative-time';
import { paths } from '../app/paths';
import { Presence } from '../text/presence';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { deviceFilterOf } from './device-filter';
import { PolicyMark, StatusTag, Tags, VersionMark } from './device-marks';
import classes from './devices.module.css';

export interface DeviceRowProps {
  device: Device;
  index: number;
  top: number;
  /** Under the keyboard's cursor. */
  current: boolean;
  chosen: boolean;
  choosable: boolean;
  onChoose: (device: Device) => void;
  onOpen: (device: Device) => void;
}

export const DeviceRow = memo(function DeviceRow(props: DeviceRowProps) {
  const { device, index, top, current, chosen, choosable, onChoose, onOpen } = props;
  const words = useWords();
  const [query] = useSearchParams();
  return (
    // The keyboard's way to a row is the grid's own keys and the link in it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr
      id={`row-${device.id}`}
      aria-rowindex={index + 2}
      aria-selected={current}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        const onBox = event.target instanceof Element && event.target.closest('label');
        if (!event.defaultPrevented && !event.ctrlKey && !event.metaKey && !onBox) onOpen(device);
      }}
    >
      <td>
        {choosable ? (
          <label className={classes['box']}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={words.devices.select(visible(device.name))}
              checked={chosen}
              onChange={() => onChoose(device)}
            />
          </label>
        ) : null}
      </td>
      <td className={classes['who']}>
        <Link to={paths.device(device.id, deviceFilterOf(query))} className={classes['name']} tabIndex={-1}>
          <Presence name={device.name} online={device.online} />
        </Link>
        <StatusTag status={device.status} />
      </td>
      <td title={visible(device.site)}>
        <Said>{device.site}</Said>
      </td>
      <td>
        <Tags tags={device.tags} />
      </td>
      <td title={visible(device.osName)}>
        <Said>{device.osName || words.devices.platforms[device.platform]}</Said>
      </td>
      <td>
        <VersionMark device={device} />
      </td>
      <td>
        <PolicyMark device={device} />
      </td>
      <td data-dim>
        {device.lastSeenAt === null ? words.common.never : <RelativeTime at={device.lastSeenAt} />}
      </td>
    </tr>
  );
});
