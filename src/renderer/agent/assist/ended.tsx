import { useWords } from '../words/words';
import type { EndedBy } from './assist-state';
import classes from './share-bar.module.css';

/** The last word before main closes the window. */
export function Ended({ by, shared }: { by: EndedBy; shared: boolean }) {
  const words = useWords();
  return (
    <main className={classes['ended']} role="status">
      <h1>{words.ended.title}</h1>
      <p>{shared ? words.ended[by] : words.ended.withdrawn}</p>
    </main>
  );
}
