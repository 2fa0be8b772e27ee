import { IconAlertTriangle } from '@tabler/icons-react';
import type { Channel, Rollout } from '../../../shared/model/update';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { useServices } from '../app/services';
import { formatDateTime } from '../text/date-time';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { expiryOf, type Release } from './release-view';
import { RolloutControl } from './rollout-control';
import classes from './updates.module.css';

interface Props {
  channel: Channel;
  releases: readonly Release[];
  rollout: Rollout | null;
}

/** One channel: the release that is being handed out, how far, and the others there are. */
export function ChannelPart({ channel, releases, rollout }: Props) {
  const words = useWords();
  const current = releases.find(({ version }) => version === rollout?.version);
  const others = releases.filter((release) => release !== current);
  const name = words.updates.channels[channel];
  return (
    <section aria-label={name} className={classes['channel']}>
      <h2>{name}</h2>
      {releases.length === 0 ? (
        <>
          <p className={classes['dim']}>{words.updates.noRelease}</p>
          <p className={classes['dim']}>
            {words.updates.howToText} <code>{words.updates.howTo}</code>
          </p>
        </>
      ) : null}
      {current && rollout ? (
        <>
          <Current release={current} />
          <RolloutControl rollout={rollout} />
        </>
      ) : null}
      {others.length > 0 ? <Others releases={others} /> : null}
    </section>
  );
}

function Current({ release }: { release: Release }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <div>
      <p className={classes['current']}>
        <b>{release.version}</b>
        <span className={classes['dim']}>
          {words.updates.released} <RelativeTime at={release.releasedAt} /> · {words.updates.validUntil}{' '}
          {formatDateTime(language, release.expiresAt)}
        </span>
      </p>
      <Expiry release={release} />
      {release.notes === '' ? null : (
        <div className={classes['notes']}>
          <Said lines>{release.notes}</Said>
        </div>
      )}
      <Files release={release} />
    </div>
  );
}

function Expiry({ release }: { release: Release }) {
  const words = useWords();
  const { clock, live } = useServices();
  const expiry = expiryOf(release, clock.now() + live.ahead());
  if (expiry === null) return null;
  return (
    <p className={classes['expiry']} data-over={expiry === 'expired' || undefined}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      {expiry === 'expired' ? words.updates.expired : words.updates.expires(expiry)}
    </p>
  );
}

function Files({ release }: { release: Release }) {
  const words = useWords();
  return (
    <details className={classes['files']}>
      <summary>
        {words.updates.files} ({release.files.length})
      </summary>
      <ul>
        {release.files.map((file) => (
          <li key={file.name}>
            <code title={`SHA-512 ${file.sha512}`}>{visible(file.name)}</code> ·{' '}
            {words.device.packages[file.kind]} · {file.arch}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Others({ releases }: { releases: readonly Release[] }) {
  const words = useWords();
  return (
    <details className={classes['files']}>
      <summary>
        {words.updates.otherReleases} ({releases.length})
      </summary>
      <ul>
        {releases.map((release) => (
          <li key={release.version}>
            {release.version} · {words.updates.released} <RelativeTime at={release.releasedAt} />
          </li>
        ))}
      </ul>
    </details>
  );
}
