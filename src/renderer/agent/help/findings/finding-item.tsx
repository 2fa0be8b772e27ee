import { IconAlertCircle, IconAlertTriangle, IconChevronDown, IconInfoCircle } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import type { Severity } from '../../../../shared/rules/findings/finding';
import { sayFinding, type Finding } from '../../../../shared/rules/findings/findings';
import { useLanguage } from '../../../kit/ui/language';
import { useWords } from '../../words/words';
import classes from './findings.module.css';

const ICONS = { critical: IconAlertTriangle, warning: IconAlertCircle, info: IconInfoCircle } as const;

/** How heavy it is, by a shape of its own and by name. */
function SeverityIcon({ severity }: { severity: Severity }) {
  const label = useWords().findings.severities[severity];
  const Icon = ICONS[severity];
  return (
    <Icon
      size={16}
      stroke={1.75}
      role="img"
      aria-label={label}
      className={classes['icon']}
      data-severity={severity}
    />
  );
}

/** One line that opens to why it matters and what to do. */
export function FindingItem({ finding, action }: { finding: Finding; action: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { title, why, next } = sayFinding(useLanguage(), finding, 'requester');
  return (
    <li className={classes['item']}>
      <button
        type="button"
        className={classes['head']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <SeverityIcon severity={finding.severity} />
        <span className={classes['title']}>{title}</span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden className={classes['chevron']} />
      </button>
      <div id={id} className={classes['body']} hidden={!open}>
        <p>{why}</p>
        <p className={classes['next']}>{next}</p>
        {action}
      </div>
    </li>
  );
}
