import { VisuallyHidden } from '@mantine/core';
import { useWords } from '../words/words';
import classes from './presence.module.css';
import { Said } from './said';
import { visible } from './visible';

interface Props {
  name: string;
  online: boolean;
  /** Also say it in words, where there is room. */
  spelled?: boolean;
}

/** A computer and whether it is connected: a full dot or a ring, and the word for those who see neither. */
export function Presence({ name, online, spelled = false }: Props) {
  const words = useWords();
  const state = online ? words.common.online : words.common.offline;
  return (
    <span className={classes['presence']} title={`${visible(name)} · ${state}`}>
      <span className={classes['dot']} data-online={online || undefined} aria-hidden />
      <span className={classes['name']}>
        <Said>{name}</Said>
      </span>
      {spelled ? <span className={classes['state']}>{state}</span> : <VisuallyHidden>{state}</VisuallyHidden>}
    </span>
  );
}
