import { Said } from '../text/said';
import classes from './report.module.css';

/** What the computer said, with the wanted words marked where they stand. */
export function Found({ children, wanted }: { children: string; wanted: string }) {
  const lower = children.toLowerCase();
  // Some letters are longer in lower case; where that moves the place, nothing is marked.
  const at = wanted === '' || lower.length !== children.length ? -1 : lower.indexOf(wanted);
  if (at < 0) return <Said>{children}</Said>;
  const end = at + wanted.length;
  return (
    // One piece of text: its parts keep their order, whichever way they are read.
    <bdi>
      <Said>{children.slice(0, at)}</Said>
      <mark className={classes['mark']}>
        <Said>{children.slice(at, end)}</Said>
      </mark>
      <Said>{children.slice(end)}</Said>
    </bdi>
  );
}
