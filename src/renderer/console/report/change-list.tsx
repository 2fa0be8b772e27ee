import { useState } from 'react';
import type { Change } from '../../../shared/model/sections/over-time';
import type { SaidChange } from '../../kit/report/describe';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { useWords } from '../words/words';
import { Found } from './found';
import { ShowAll } from './show-all';
import classes from './change-list.module.css';

const SHOWN_AT_FIRST = 8;
const HEAVY = 60;
const LIGHT = 25;

export interface ToldChange extends SaidChange {
  change: Change;
}

export function changeHas({ what, detail }: ToldChange, wanted: string): boolean {
  return [what, detail].some((text) => text.toLowerCase().includes(wanted));
}

/** Newest first; of what was seen at once, the heavier first. */
export function inOrderOfNews(changes: readonly ToldChange[]): ToldChange[] {
  return changes.toSorted(
    ({ change: a }, { change: b }) => Date.parse(b.seenAt) - Date.parse(a.seenAt) || b.weight - a.weight,
  );
}

/** What is different from the last good day. What may explain more stands out, what is mere noise stands back. */
export function ChangeList({ changes, wanted }: { changes: readonly ToldChange[]; wanted: string }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const shown = all || wanted !== '' ? changes : changes.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ul className={classes['changes']}>
        {shown.map((told, index) => (
          <ChangeItem key={`${told.what} ${index}`} told={told} wanted={wanted} />
        ))}
      </ul>
      {wanted === '' && changes.length > SHOWN_AT_FIRST ? (
        <ShowAll all={all} count={changes.length} what={words.report.changes} onChange={setAll} />
      ) : null}
    </>
  );
}

function ChangeItem({ told, wanted }: { told: ToldChange; wanted: string }) {
  const words = useWords();
  const language = useLanguage();
  const { change, what, detail } = told;
  const weight = change.weight >= HEAVY ? 'heavy' : change.weight < LIGHT ? 'light' : undefined;
  return (
    <li
      className={classes['change']}
      data-weight={weight}
      title={words.report.weight(formatNumber(language, change.weight))}
    >
      <span className={classes['what']}>
        <Found wanted={wanted}>{what}</Found>
      </span>
      <span className={classes['when']}>
        <RelativeTime at={change.seenAt} />
      </span>
      {detail === '' ? null : (
        <span className={classes['detail']}>
          <Found wanted={wanted}>{detail}</Found>
        </span>
      )}
    </li>
  );
}
