import { IconAppWindow, IconDeviceDesktop } from '@tabler/icons-react';
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

/** Screens and windows as cards of one size: real radio buttons with a picture. */
export function SourcePicker({ sources, value, onChange }: Props) {
  const words = useWords();
  const name = useId();
  if (sources.length === 0) return <p className={classes['quiet']}>{words.consent.nothingToShare}</p>;
  // Whole screens first: that is what is asked for.
  const list = [...sources].sort((a, b) => Number(a.kind === 'window') - Number(b.kind === 'window'));
  return (
    <fieldset className={classes['sources']}>
      <legend className={classes['legend']}>{words.consent.choose}</legend>
      <div className={classes['cards']} data-few={list.length <= 2 || undefined}>
        {list.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            name={name}
            checked={value === source.id}
            onChoose={() => onChange(source.id)}
          />
        ))}
      </div>
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
  const Icon = source.kind === 'screen' ? IconDeviceDesktop : IconAppWindow;
  const label =
    source.kind === 'screen' ? words.consent.screen(source.name) : words.consent.window(source.name);
  return (
    <label className={classes['card']} title={label}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} aria-label={label} />
      <span className={classes['cardFace']}>
        <PngImage png={source.thumbnail} alt="" className={classes['cardImage']} />
        <span className={classes['cardName']}>
          <Icon size={16} stroke={1.75} aria-hidden />
          <span>{source.name}</span>
        </span>
      </span>
    </label>
  );
}
