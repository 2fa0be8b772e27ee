import type { CallOf } from '../../../shared/contract/route';
import type { deskApi } from '../../../shared/contract/api-desk';

export type QueueView = NonNullable<CallOf<typeof deskApi.tickets>['query']['view']>;
export const QUEUE_VIEWS = ['open', 'mine', 'unassigned', 'resolved', 'all'] as const satisfies QueueView[];

export function isQueueView(value: string | null): value is QueueView {
  return QUEUE_VIEWS.some((view) => view === value);
}
