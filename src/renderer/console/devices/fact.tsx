import type { ReactNode } from 'react';
import classes from './drawer.module.css';

/** One line of what is known; stands in a `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
