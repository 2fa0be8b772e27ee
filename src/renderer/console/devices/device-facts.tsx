import { Link, useSearchParams } from 'react-router';
import type { Device } from '../../../shared/model/device';
import { settingsWords } from '../../../shared/words/settings';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { useDevice } from '../api/fleet-queries';
import { paths } from '../app/paths';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import { deviceFilterOf } from './device-filter';
import { Tags } from './device-marks';
import { Fact } from './fact';
import { updateText } from './update-text';
import classes from './drawer.module.css';

export function DeviceFacts({ device }: { device: Device }) {
  const words = useWords();
  const { device: say, common, devices } = words;
  const { inventory } = device;
  return (
    <section>
      <h2>{say.facts}</h2>
      <dl className={classes['facts']}>
        <Fact label={say.status}>{devices.status[device.status]}</Fact>
        <Fact label={devices.lastSeen}>
          {device.lastSeenAt === null ? common.never : <RelativeTime at={device.lastSeenAt} />}
        </Fact>
        <Fact label={say.user}>
          <Said>{device.osUser || say.nobody}</Said>
        </Fact>
        <Fact label={devices.site}>
          <Said>{device.site || common.none}</Said>
        </Fact>
        <Fact label={devices.tags}>{device.tags.length > 0 ? <Tags tags={device.tags} /> : common.none}</Fact>
        <Fact label={devices.platform}>
          <Said>{device.osName || devices.platforms[device.platform]}</Said>
          {inventory && inventory.arch !== 'other' ? ` (${inventory.arch})` : null}
        </Fact>
        <Fact label={say.agent}>
          <Said>{inventory?.agentVersion ?? device.agentVersion}</Said>
        </Fact>
        <Fact label={say.key}>{device.keyProtection === 'keystore' ? say.keyStore : say.keyFile}</Fact>
      </dl>
      <Updates device={device} />
      <h2>{say.enrolled}</h2>
      <dl className={classes['facts']}>
        <Fact label={say.when}>
          <RelativeTime at={device.enrolledAt} />
        </Fact>
        <Fact label={say.withToken}>
          <Said>{device.enrolledWith ?? say.withoutToken}</Said>
        </Fact>
        <Fact label={say.from}>
          <Said>{device.source || say.nobody}</Said>
        </Fact>
        {device.copyOf === null ? null : (
          <Fact label={say.copyOf}>
            <Original id={device.copyOf} />
            <p className={classes['note']}>{say.copyOfText}</p>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Updates({ device }: { device: Device }) {
  const words = useWords();
  const { settings } = settingsWords(useLanguage());
  const { inventory } = device;
  const { text, trouble } = updateText(words, device);
  return (
    <>
      <h2>{words.device.update}</h2>
      <p className={classes['state']} data-trouble={trouble || undefined}>
        {text}
      </p>
      {trouble ? (
        <p className={classes['note']}>{words.device.deskSays(words.updates.reasons[device.update])}</p>
      ) : null}
      {inventory === null ? (
        <p className={classes['note']}>{words.device.neverTold}</p>
      ) : (
        <dl className={classes['facts']}>
          <Fact label={words.device.package}>{words.device.packages[inventory.package]}</Fact>
          <Fact label={words.device.update}>{settings.updates.choices[inventory.updates]}</Fact>
          <Fact label={words.device.channel}>{settings.updateChannel.choices[inventory.channel]}</Fact>
          <Fact label={words.device.ring}>{settings.updateRing.choices[inventory.ring]}</Fact>
        </dl>
      )}
    </>
  );
}

function Original({ id }: { id: string }) {
  const words = useWords();
  const [query] = useSearchParams();
  const original = useDevice(id);
  if (original.isPending) return words.common.loading;
  if (!original.data) return words.device.nobody;
  return (
    <Link to={paths.device(id, deviceFilterOf(query))}>
      <Said>{original.data.name}</Said>
    </Link>
  );
}
