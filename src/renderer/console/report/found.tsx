import { Said } from '../text/said';
import classes from './report.module.css';

/** What the computer said, with the wanted words marked where they stand. */
export function Found({ children, wanted }: { children: string; wanted: string }) {
  const at = wanted === '' ? -1 : children.toLowerCase().indexOf(wanted);
  if (at < 0) return <Said>{children}</Said>;
  const end = at + wanted.length;
  return (
    <>
      <Said>{children.slice(0, at)}</Said>
      <mark className={classes['mark']}>
        <Said>{children.slice(at, end)}</Said>
      </mark>
      <Said>{children.slice(end)}</Said>
    </>
  );
}
