import { Link, useSearchParams } from 'react-router';
import type { Device } from '../../../shared/model/device';
import { RelativeTime } from '../../kit/ui/relative-time';
import { useComputer } from '../api/fleet-queries';
import { paths } from '../app/paths';
import { ProblemNotice } from '../text/problem-notice';
import { Presence } from '../text/presence';
import { useWords } from '../words/words';
import { deviceFilterOf } from './device-filter';
import { StatusTag } from './device-marks';
import classes from './drawer.module.css';

/** The other people who use Deskside on the same computer: each has a device of their own. */
export function DeviceOthers({ device }: { device: Device }) {
  const words = useWords();
  const [query] = useSearchParams();
  const computer = useComputer(device.machineTag);
  const others = computer.data?.filter(({ id }) => id !== device.id) ?? [];
  return (
    <section>
      <h2>{words.device.others}</h2>
      {device.machineTag === null ? <p className={classes['note']}>{words.device.othersUnknown}</p> : null}
      {computer.error ? <ProblemNotice fault={computer.error.fault} /> : null}
      {computer.isSuccess && others.length === 0 ? (
        <p className={classes['note']}>{words.device.noOthers}</p>
      ) : null}
      <ul className={classes['others']}>
        {others.map((other) => (
          <li key={other.id}>
            <Link to={paths.device(other.id, deviceFilterOf(query))}>
              <Presence name={other.osUser || other.name} online={other.online} />
            </Link>
            <StatusTag status={other.status} />
            <span className={classes['when']}>
              {other.lastSeenAt === null ? words.common.never : <RelativeTime at={other.lastSeenAt} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
