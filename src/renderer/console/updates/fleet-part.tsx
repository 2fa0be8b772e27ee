import { Link } from 'react-router';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { paths } from '../app/paths';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import { inOrder, type Updates } from './release-view';
import classes from './updates.module.css';

/** Where the fleet stands: which versions run, and why they are not newer. */
export function FleetPart({ updates }: { updates: Updates }) {
  const words = useWords();
  const versions = inOrder(updates.versions);
  const most = Math.max(1, ...versions.map(({ devices }) => devices));
  const reasons = [...updates.reasons].sort((a, b) => b.devices - a.devices);
  return (
    <div>
      <section aria-label={words.updates.fleet}>
        <h2>{words.updates.fleet}</h2>
        {versions.length === 0 ? <p className={classes['dim']}>{words.updates.fleetEmpty}</p> : null}
        <ul className={classes['bars']}>
          {versions.map(({ version, devices }) => (
            <li key={version}>
              <span>
                <Said>{version}</Said>
              </span>
              <Bar share={devices / most} />
              <Count value={devices} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={words.updates.why}>
        <h2>{words.updates.why}</h2>
        {reasons.length === 0 ? <p className={classes['dim']}>{words.updates.whyEmpty}</p> : null}
        <ul className={classes['reasons']}>
          {reasons.map(({ reason, devices }) => (
            <li key={reason}>
              <Link to={paths.devices({ tab: 'active', update: reason })}>
                {words.updates.reasons[reason]}
                <Count value={devices} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** A picture of the number beside it, no more. */
function Bar({ share }: { share: number }) {
  return (
    <svg className={classes['bar']} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
      <rect width={Math.max(1, share * 100)} height={8} rx={1} />
    </svg>
  );
}

function Count({ value }: { value: number }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <span className={classes['count']} title={words.updates.devices(value)}>
      {formatNumber(language, value)}
    </span>
  );
}
