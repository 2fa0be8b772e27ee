import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FaultCode } from '../../../shared/base/fault';
import { faultWords } from '../../../shared/words/faults';
import type { FaultWords } from '../../../shared/words/faults.en';
import classes from './fault-notice.module.css';
import { useLanguage } from './language';

interface Props {
  /** A `Fault`, also as the contract's schemas infer it. */
  fault: { code: FaultCode; detail?: string | undefined };
  /** Where the page knows better than the general sentence. */
  words?: FaultWords;
  /** A button that does what the sentence suggests. */
  action?: ReactNode;
}

/** What happened and what to do; the code small underneath. Read out at once by a screen reader. */
export function FaultNotice({ fault, words: own, action }: Props) {
  const general = faultWords(useLanguage(), fault.code);
  const words = own ?? general;
  return (
    <div className={classes['notice']} role="alert">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden className={classes['icon']} />
      <div className={classes['words']}>
        <p className={classes['says']}>{words.says}</p>
        <p className={classes['next']}>{words.next}</p>
        <p className={classes['code']} title={fault.detail}>
          {fault.code}
        </p>
      </div>
      {action}
    </div>
  );
}
