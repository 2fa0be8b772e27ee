import { IconAlertOctagon, IconAlertTriangle, IconChevronRight, IconInfoCircle } from '@tabler/icons-react';
import type { SectionKey } from '../../../shared/model/diagnostics';
import type { Severity } from '../../../shared/rules/findings/finding';
import type { Finding, SaidFinding } from '../../../shared/rules/findings/findings';
import { sectionTitle } from '../../kit/report/describe';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import { Found } from './found';
import classes from './finding-list.module.css';

const SEVERITY_ICONS = {
  critical: IconAlertOctagon,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
} as const satisfies Record<Severity, unknown>;

export interface ToldFinding extends SaidFinding {
  finding: Finding;
}

/** Whether it has to do with the wanted words, given in lower case. */
export function findingHas({ finding, title, why, next }: ToldFinding, wanted: string): boolean {
  const read = finding.evidence.flatMap(({ fact, value }) => [fact, String(value)]);
  return [title, why, next, ...read].some((text) => text.toLowerCase().includes(wanted));
}

interface Props {
  findings: readonly ToldFinding[];
  wanted: string;
  onSection: (key: SectionKey) => void;
}

/** What the rules found, the heaviest first: what is so, what it means, what to do, and what it was read from. */
export function FindingList({ findings, wanted, onSection }: Props) {
  return (
    <ul className={classes['findings']}>
      {findings.map((told, index) => (
        <FindingItem
          key={`${told.finding.rule} ${index}`}
          told={told}
          wanted={wanted}
          onSection={onSection}
        />
      ))}
    </ul>
  );
}

interface ItemProps extends Omit<Props, 'findings'> {
  told: ToldFinding;
}

function FindingItem({ told, wanted, onSection }: ItemProps) {
  const words = useWords();
  const language = useLanguage();
  const { finding, title, why, next } = told;
  const Icon = SEVERITY_ICONS[finding.severity];
  // One line each, so that what changed is in sight as well.
  const folded = finding.severity === 'info';
  const head = (
    <div className={classes['head']}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <h4>
        <Found wanted={wanted}>{title}</Found>
      </h4>
      <span className={classes['severity']}>
        {words.report.severity[finding.severity]}
        {folded ? <IconChevronRight className={classes['chevron']} size={14} stroke={2} aria-hidden /> : null}
      </span>
    </div>
  );
  const body = (
    <>
      {why === '' ? null : (
        <p>
          <Found wanted={wanted}>{why}</Found>
        </p>
      )}
      {next === '' ? null : (
        <p className={classes['next']}>
          <span aria-hidden>→ </span>
          <Found wanted={wanted}>{next}</Found>
        </p>
      )}
      <div className={classes['foot']}>
        {finding.reads.map((key) => (
          <button key={key} type="button" onClick={() => onSection(key)}>
            {sectionTitle(language, key)}
            <IconChevronRight size={12} stroke={2} aria-hidden />
          </button>
        ))}
        {finding.evidence.length === 0 ? null : (
          <details className={classes['evidence']}>
            <summary>{words.report.evidence(finding.evidence.length)}</summary>
            <dl>
              {finding.evidence.map(({ fact, value }, index) => (
                <div key={`${fact} ${index}`}>
                  <dt>
                    <Found wanted={wanted}>{fact}</Found>
                  </dt>
                  <dd>
                    <Found wanted={wanted}>{String(value)}</Found>
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </>
  );
  return (
    <li className={classes['finding']} data-severity={finding.severity}>
      {folded ? (
        // What is searched for is unfolded.
        <details open={wanted !== ''}>
          <summary>{head}</summary>
          {body}
        </details>
      ) : (
        <>
          {head}
          {body}
        </>
      )}
    </li>
  );
}
