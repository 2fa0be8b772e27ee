import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { TicketSummary } from '../../../shared/model/ticket';
import { useQueue } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { usePageTitle } from '../app/page-title';
import { paths, queueOf } from '../app/paths';
import { SearchField } from '../app/search-field';
import { useListKeys } from '../app/use-list-keys';
import { useWords } from '../words/words';
import { QueueState } from './queue-state';
import { QueueTable } from './queue-table';
import { useSteadyRows } from './steady-rows';
import { useAssignToMe } from './use-assign-to-me';
import { useTouched } from './use-touched';
import classes from './queue.module.css';

export function QueuePage() {
  const words = useWords();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [query, setQuery] = useSearchParams();
  const { view, search } = queueOf(query);
  const queue = useQueue(view, search);
  const [hover, setHover] = useState(false);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const list = `${view} ${search}`;
  const rows = useMemo(() => unique(queue.data?.pages.flatMap((page) => page.tickets) ?? []), [queue.data]);
  const { shown, waiting } = useSteadyRows(rows, hover, list);
  const searchField = useRef<HTMLInputElement>(null);
  usePageTitle(words.queue.views[view]);

  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    known.current = new Set(rows.map((row) => row.id));
  }, [rows]);
  const { touched, settle } = useTouched(
    useCallback(
      (ticket: TicketSummary) => {
        const say = known.current.has(ticket.id) ? words.queue.changed : words.queue.arrived;
        announce(say(ticket.number, ticket.subject));
      },
      [announce, words],
    ),
  );

  const open = useCallback((ticket: TicketSummary) => void navigate(paths.ticket(ticket.number)), [navigate]);
  const assign = useAssignToMe();
  const at = shown.findIndex((row) => row.id === selectedId);
  useListKeys({
    move: (step) => {
      const next = at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + step));
      setSelectedId(shown[next]?.id ?? null);
    },
    open: () => {
      const selected = shown[at];
      if (selected) open(selected);
    },
    search: () => searchField.current?.focus(),
    own: {
      a: () => {
        const selected = shown[at];
        if (selected) assign.run(selected);
      },
    },
  });
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = queue;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const setSearch = useCallback(
    (text: string) => {
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (text === '') next.delete('search');
          else next.set('search', text);
          return next;
        },
        { replace: true },
      );
    },
    [setQuery],
  );
  const state = (
    <QueueState
      view={view}
      search={search}
      fault={queue.error?.fault ?? assign.fault}
      loading={queue.isPending}
      empty={queue.isSuccess && rows.length === 0}
      onRetry={() => void queue.refetch()}
      onClearSearch={() => setSearch('')}
    />
  );
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <h1>{words.queue.views[view]}</h1>
        <span className={classes['total']}>
          {queue.data ? words.queue.rows(total(queue.data.pages, view)) : ''}
        </span>
        <SearchField
          key={view}
          label={words.queue.search}
          hint={words.queue.searchHint}
          value={search}
          onSearch={setSearch}
          field={searchField}
        />
      </div>
      {waiting > 0 ? <output className={classes['held']}>{words.queue.newRows(waiting)}</output> : null}
      {state}
      {shown.length > 0 ? (
        <QueueTable
          rows={shown}
          selectedId={selectedId}
          touched={touched}
          onSettled={settle}
          onHover={setHover}
          onOpen={open}
          onEnd={more}
        />
      ) : null}
    </div>
  );
}

/** Pages read at different moments may name the same ticket twice. */
function unique(rows: readonly TicketSummary[]): TicketSummary[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function total(
  pages: readonly { tickets: readonly unknown[]; next: string | null; counts: Record<string, number> }[],
  view: string,
): number {
  const loaded = pages.reduce((sum, page) => sum + page.tickets.length, 0);
  return pages.at(-1)?.next === null ? loaded : Math.max(loaded, pages[0]?.counts[view] ?? 0);
}
