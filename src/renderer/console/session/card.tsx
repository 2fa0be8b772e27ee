import type { ReactNode } from 'react';
import icon from '../app/icon.svg';
import { useWords } from '../words/words';
import classes from './session.module.css';

/** The frame of the pages one sees before being logged in. */
export function Card({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const words = useWords();
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <div className={classes['brand']}>
          <img src={icon} width={24} height={24} alt="" />
          {words.product}
        </div>
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={classes['lead']}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
