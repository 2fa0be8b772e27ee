import type { ReactNode } from 'react';
import type { Finding } from '../../../../shared/rules/findings/findings';
import { ShowAll } from '../show-all';
import { FindingItem } from './finding-item';
import classes from './findings.module.css';

interface Props {
  findings: readonly Finding[];
  /** More than these wait behind a button. */
  most: number;
  /** What can be done about an opened one, beneath it. */
  action?: (finding: Finding) => ReactNode;
}

export function FindingList({ findings, most, action }: Props) {
  return (
    <ShowAll items={findings} most={most}>
      {(shown) => (
        <ul className={classes['list']}>
          {shown.map((finding, index) => (
            // One rule may find two things: two full disks.
            <FindingItem key={`${finding.rule} ${index}`} finding={finding} action={action?.(finding)} />
          ))}
        </ul>
      )}
    </ShowAll>
  );
}
