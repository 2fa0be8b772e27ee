import { useWords } from '../words/words';
import classes from './report.module.css';

interface Props {
  all: boolean;
  count: number;
  /** What there is more of, for those who hear the button alone. */
  what: string;
  onChange: (all: boolean) => void;
}

/** Under the first of a long list. */
export function ShowAll({ all, count, what, onChange }: Props) {
  const words = useWords();
  const text = all ? words.report.showFewer : words.report.showAll(count);
  return (
    <button
      type="button"
      className={classes['all']}
      aria-label={`${text}: ${what}`}
      aria-expanded={all}
      onClick={() => onChange(!all)}
    >
      {text}
    </button>
  );
}
