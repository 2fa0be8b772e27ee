import { useWords } from '../words/words';
import type { EndedBy } from './assist-state';
import classes from './share-bar.module.css';

/** The last word before main closes the window. */
export function Ended({ by, shared }: { by: EndedBy; shared: boolean }) {
  const words = useWords();
  const why = () => {
    if (shared) return words.ended[by];
    return by === 'requester' ? words.ended.nothing : words.ended.withdrawn;
  };
  return (
    <main className={classes['ended']} role="status">
      <h1>{words.ended.title}</h1>
      <p>{why()}</p>
    </main>
  );
}
