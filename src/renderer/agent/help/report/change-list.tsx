import type { Change } from '../../../../shared/model/sections/over-time';
import { sayChange } from '../../../kit/report/describe';
import { useLanguage } from '../../../kit/ui/language';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { ShowAll } from '../show-all';
import classes from './report-sheet.module.css';

const CHANGES_AT_FIRST = 5;

/** What became different, a line each: what, from what to what, and when it was noticed. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const language = useLanguage();
  return (
    <ShowAll items={changes} most={CHANGES_AT_FIRST}>
      {(shown) => (
        <ul className={classes['stack']}>
          {shown.map((change, index) => {
            const { what, detail } = sayChange(language, change);
            return (
              <li key={`${change.kind} ${change.subject} ${index}`} className={classes['change']}>
                <span className={classes['which']}>{what}</span>
                <span className={classes['when']}>
                  <RelativeTime at={change.seenAt} />
                </span>
                {detail !== '' && <span className={classes['detail']}>{detail}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </ShowAll>
  );
}
