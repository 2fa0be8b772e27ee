import { useId } from 'react';
import type { ShareSource } from '../../../shared/contract/ipc';
import { PngImage } from '../png-image';
import { useWords } from '../words/words';
import classes from './consent.module.css';

interface Props {
  sources: readonly ShareSource[];
  value: string | null;
  onChange(id: string): void;
}

/** Screens and windows as cards: real radio buttons with a picture. */
export function SourcePicker({ sources, value, onChange }: Props) {
  const words = useWords();
  const name = useId();
  const groups = [
    { title: words.consent.screens, list: sources.filter((source) => source.kind === 'screen') },
    { title: words.consent.windows, list: sources.filter((source) => source.kind === 'window') },
  ].filter((group) => group.list.length > 0);
  if (groups.length === 0) return <p className={classes['quiet']}>{words.consent.nothingToShare}</p>;
  return (
    <fieldset className={classes['sources']}>
      <legend className={classes['legend']}>{words.consent.choose}</legend>
      {groups.map((group) => (
        <div key={group.title}>
          <p className={classes['groupTitle']}>{group.title}</p>
          <div className={classes['cards']}>
            {group.list.map((source) => (
              <SourceCard
                key={source.id}
                source={source}
                name={name}
                checked={value === source.id}
                onChoose={() => onChange(source.id)}
              />
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

interface CardProps {
  source: ShareSource;
  name: string;
  checked: boolean;
  onChoose(): void;
}

function SourceCard({ source, name, checked, onChoose }: CardProps) {
  const words = useWords();
  const label =
    source.kind === 'screen' ? words.consent.screen(source.name) : words.consent.window(source.name);
  return (
    <label className={classes['card']} title={source.name}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} aria-label={label} />
      <span className={classes['cardFace']}>
        <PngImage png={source.thumbnail} alt="" className={classes['cardImage']} />
        <span className={classes['cardName']}>{source.name}</span>
      </span>
    </label>
  );
}
