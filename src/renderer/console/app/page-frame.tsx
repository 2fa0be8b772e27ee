import type { ReactNode } from 'react';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import type { DeskFault } from '../api/client';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import { usePageTitle } from './page-title';
import classes from './page-frame.module.css';

interface Props {
  title: string;
  actions?: ReactNode;
  fault?: DeskFault | undefined;
  /** A button beside the fault. */
  retry?: ReactNode;
  loading?: boolean;
  children?: ReactNode;
}

/** Pages are alike: a title with its actions, then the table, or what stands in for it. */
export function PageFrame({ title, actions, fault, retry, loading = false, children }: Props) {
  const words = useWords();
  usePageTitle(title);
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <h1>{title}</h1>
        <div className={classes['actions']}>{actions}</div>
      </div>
      {fault ? <ProblemNotice fault={fault} action={retry} /> : null}
      {loading ? <SkeletonLines label={words.common.loading} lines={8} height={20} /> : children}
    </div>
  );
}

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <p>{children}</p>
      {action}
    </div>
  );
}
