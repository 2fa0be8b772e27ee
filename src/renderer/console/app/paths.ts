import { deviceQuery, type DeviceFilter } from '../devices/device-filter';
import { isQueueView, type QueueView } from '../queue/views';

/** Every address of the console is made here. */
export const paths = {
  setup: '/setup',
  logIn: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : '/login'),
  queue: (view: QueueView = 'open', search = '') => {
    const query = new URLSearchParams();
    if (view !== 'open') query.set('view', view);
    if (search !== '') query.set('search', search);
    const text = query.toString();
    return text === '' ? '/tickets' : `/tickets?${text}`;
  },
  ticket: (number: string) => `/tickets/${encodeURIComponent(number)}`,
  compare: (number: string, other: string) =>
    `/tickets/${encodeURIComponent(number)}/compare?${new URLSearchParams({ with: other }).toString()}`,
  assist: (id: string) => `/assists/${encodeURIComponent(id)}`,
  devices: (filter: Partial<DeviceFilter> = {}) => `/devices${deviceQuery(filter)}`,
  device: (id: string, filter: Partial<DeviceFilter> = {}) =>
    `/devices/${encodeURIComponent(id)}${deviceQuery(filter)}`,
  tokens: '/devices/tokens',
  policy: '/policy',
  updates: '/updates',
  people: '/people',
  audit: '/audit',
};

export function queueOf(query: URLSearchParams): { view: QueueView; search: string } {
  const view = query.get('view');
  return { view: isQueueView(view) ? view : 'open', search: query.get('search') ?? '' };
}

/** Where to return to after log-in: a path of this console, never another site. */
export function safeNext(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || next.startsWith('/login') || next.startsWith('/setup')) {
    return paths.queue();
  }
  return next;
}
