import type { Device } from '../../../shared/model/device';
import type { PolicyReport } from '../../../shared/model/policy';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { usePolicy } from '../api/fleet-queries';
import { useWords } from '../words/words';
import { Fact } from './fact';
import { problemText } from './policy-text';
import classes from './drawer.module.css';

/** Which policies are in force on a device, and what of them does not hold. */
export function DevicePolicy({ device: { inventory } }: { device: Device }) {
  const words = useWords();
  return (
    <section>
      <h2>{words.device.policy}</h2>
      {inventory === null ? (
        <p className={classes['note']}>{words.device.neverTold}</p>
      ) : (
        <Report report={inventory.policy} />
      )}
    </section>
  );
}

function Report({ report }: { report: PolicyReport }) {
  const words = useWords();
  const language = useLanguage();
  const current = usePolicy().data?.revision ?? null;
  const number = (value: number) => formatNumber(language, value);
  const { deskRevision: has, problems } = report;
  const revision = (): string => {
    if (has === null) return '';
    const behind = current !== null && has !== current;
    return ` · ${behind ? words.device.behind(number(has), number(current)) : words.device.revision(number(has))}`;
  };
  const broken = report.machine === 'broken' || report.desk === 'broken';
  return (
    <>
      <dl className={classes['facts']}>
        <Fact label={words.device.machinePolicy}>{words.policyState[report.machine]}</Fact>
        <Fact label={words.device.deskPolicy}>
          {words.policyState[report.desk]}
          {revision()}
        </Fact>
      </dl>
      {broken ? <p className={classes['problem']}>{words.policyState.brokenText}</p> : null}
      {problems.length > 0 ? (
        <ul className={classes['problems']}>
          {problems.map((problem) => (
            <li key={`${problem.source} ${problem.name} ${problem.code}`}>{problemText(words, problem)}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
