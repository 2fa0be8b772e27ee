import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type RefObject } from 'react';
import classes from './page-frame.module.css';

interface Props {
  label: string;
  hint: string;
  value: string;
  onSearch: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** The search over a list: it follows the typing, Escape empties it. */
export function SearchField({ label, hint, value, onSearch, field }: Props) {
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 150);
  useEffect(() => onSearch(settled.trim()), [settled, onSearch]);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value === '') setText('');
  }
  return (
    <TextInput
      ref={field}
      className={classes['search'] ?? ''}
      type="search"
      size="xs"
      aria-label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        setText('');
        field.current?.blur();
      }}
    />
  );
}
