import { useWords } from '../words/words';
import classes from './said.module.css';
import { pieces } from './visible';

interface Props {
  children: string;
  /** Keep line breaks, for words somebody wrote. */
  lines?: boolean;
}

/** Text from a device or a person: isolated, never markup, invisible characters shown by name. */
export function Said({ children, lines = false }: Props) {
  const words = useWords();
  return (
    <bdi className={lines ? classes['lines'] : classes['said']}>
      {pieces(children).map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <span key={index} className={classes['hidden']} title={words.common.hiddenCharacter(piece.code)}>
            [{piece.name}]
          </span>
        ),
      )}
    </bdi>
  );
}
