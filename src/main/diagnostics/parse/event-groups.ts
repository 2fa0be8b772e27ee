import type { SectionData } from '../../../shared/model/diagnostics';
import { said } from '../probe';

export type EventGroup = SectionData<'events'>['groups'][number];

export interface LoggedEvent {
  at: string;
  source: string;
  kind: EventGroup['kind'];
  subject: string | null;
  message: string;
  /** What makes two of them the same where the wording does not: the number of an event, for one. */
  code?: string;
}

const MOST = 40;
/** What people feel comes first, however rare. */
const WEIGHT: Readonly<Record<EventGroup['kind'], number>> = {
  'out-of-memory': 0,
  crash: 0,
  hang: 0,
  disk: 0,
  hardware: 0,
  driver: 1,
  update: 1,
  error: 2,
};

/** Like ones together: the same source and kind, and the same words but for numbers, addresses and paths. */
export function groupEvents(events: readonly LoggedEvent[]): EventGroup[] {
  const groups = new Map<string, EventGroup>();
  for (const event of events) {
    const words = sameness(event);
    const key = [event.source, event.kind, words].join('\0');
    const known = groups.get(key);
    groups.set(key, known ? joined(known, event) : first(event));
  }
  return [...groups.values()]
    .toSorted(
      (a, b) => WEIGHT[a.kind] - WEIGHT[b.kind] || b.count - a.count || b.lastAt.localeCompare(a.lastAt),
    )
    .slice(0, MOST);
}

/** What befell one program or device is one thing, however it was put; what is told of nothing goes by its words. */
function sameness({ kind, subject, message, code }: LoggedEvent): string {
  if (code !== undefined) return `${code} ${subject ?? ''}`;
  return kind !== 'error' && subject !== null ? subject : pattern(message);
}

function first(event: LoggedEvent): EventGroup {
  return {
    source: said(event.source, 120),
    kind: event.kind,
    subject: event.subject === null ? null : said(event.subject, 160) || null,
    message: said(event.message, 400),
    count: 1,
    firstAt: event.at,
    lastAt: event.at,
  };
}

function joined(group: EventGroup, event: LoggedEvent): EventGroup {
  return {
    ...group,
    count: group.count + 1,
    firstAt: event.at < group.firstAt ? event.at : group.firstAt,
    lastAt: event.at > group.lastAt ? event.at : group.lastAt,
  };
}

/** What stays of a message when it is said of something else at another time. */
export function pattern(message: string): string {
  return message
    .slice(0, 400)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#')
    .replace(/\b0x[0-9a-f]+\b/gi, '#')
    .replace(/\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,}[.\d]*/gi, '#')
    .replace(/(?:[A-Za-z]:)?(?:[\\/][\w.@%+~-]+){2,}/g, '#')
    .replace(/\b[0-9a-f]*\d[0-9a-f]*\b/gi, '#')
    .replace(/\d+/g, '#');
}
