import { Modal } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useIsAdministrator } from '../app/me';
import { paths } from '../app/paths';
import { QUEUE_VIEWS } from '../queue/views';
import type { Words } from '../words/en';
import { useWords } from '../words/words';
import { KeysSheet } from './keys-sheet';
import { isTyping, onOpenPalette } from './palette-events';
import classes from './palette.module.css';

interface Entry {
  label: string;
  to: string;
}

/** Ctrl+K or ⌘K: one field that knows every page, ticket numbers and the search. `?` shows the keys. */
export function Palette() {
  const words = useWords();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((before) => (before === 'palette' ? null : 'palette'));
      } else if (event.key === '?' && !isTyping(event.target)) setOpen('keys');
    };
    addEventListener('keydown', onKey);
    const stop = onOpenPalette(() => setOpen('palette'));
    return () => {
      removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
  const close = () => setOpen(null);
  return (
    <>
      <Modal
        opened={open === 'palette'}
        onClose={close}
        withCloseButton={false}
        padding={0}
        yOffset="12vh"
        transitionProps={{ duration: 0 }}
      >
        <Chooser onDone={close} label={words.palette.title} />
      </Modal>
      <KeysSheet opened={open === 'keys'} onClose={close} />
    </>
  );
}

function Chooser({ onDone, label }: { onDone: () => void; label: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const administrator = useIsAdministrator();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // At once: what is typed right after the shortcut belongs here.
  useLayoutEffect(() => field.current?.focus(), []);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = entriesFor(text, words, administrator);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    void navigate(entry.to);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && entries.length > 0) {
      event.preventDefault();
      setAt((at + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') choose(entries[at]);
  };
  return (
    <div className={classes['palette']}>
      <input
        ref={field}
        className={classes['input']}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined}
        placeholder={words.palette.placeholder}
        value={text}
        data-autofocus
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
      />
      {/* The combobox pattern has no elements of its own that could be filled and drawn like this. */}
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role */}
      <div id={listId} role="listbox" aria-label={label} className={classes['list']}>
        {entries.map((entry, index) => (
          <div
            key={entry.to}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes['entry']}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(entry)}
            onKeyDown={onKey}
          >
            {entry.label}
          </div>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
      {entries.length === 0 ? <p className={classes['nothing']}>{words.palette.nothing}</p> : null}
    </div>
  );
}

/** What fits the typed text: a ticket number first, then pages, then the search for it. */
export function entriesFor(text: string, words: Words, administrator: boolean): Entry[] {
  const wanted = text.trim();
  const number = /^(?:ds-?)?([1-9]\d{0,8})$/i.exec(wanted)?.[1];
  const pages: Entry[] = [
    ...QUEUE_VIEWS.map((view) => ({
      label: `${words.nav.tickets}: ${words.queue.views[view]}`,
      to: paths.queue(view),
    })),
    { label: words.nav.devices, to: paths.devices() },
    { label: words.nav.policy, to: paths.policy },
    { label: words.nav.updates, to: paths.updates },
    { label: words.nav.people, to: paths.people },
    ...(administrator ? [{ label: words.nav.audit, to: paths.audit }] : []),
  ];
  return [
    ...(number ? [{ label: words.palette.goTicket(`DS-${number}`), to: paths.ticket(`DS-${number}`) }] : []),
    ...pages.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase())),
    ...(wanted === '' ? [] : [{ label: words.palette.searchFor(wanted), to: paths.queue('all', wanted) }]),
  ];
}
