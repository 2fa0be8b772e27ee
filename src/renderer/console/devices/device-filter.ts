import type { DeviceStatus } from '../../../shared/model/device';
import { updateReason, type UpdateReason } from '../../../shared/model/update';

export const DEVICE_TABS = ['all', 'pending', 'active', 'revoked'] as const;
export type DeviceTab = (typeof DEVICE_TABS)[number];

/** What of the fleet is looked at; stands in the address, so that it can be linked to. */
export interface DeviceFilter {
  tab: DeviceTab;
  search: string;
  update: UpdateReason | null;
}

export function deviceFilterOf(query: URLSearchParams): DeviceFilter {
  const tab = DEVICE_TABS.find((each) => each === query.get('status')) ?? 'all';
  const update = updateReason.safeParse(query.get('update'));
  return { tab, search: query.get('search') ?? '', update: update.success ? update.data : null };
}

export function deviceQuery({ tab = 'all', search = '', update = null }: Partial<DeviceFilter>): string {
  const query = new URLSearchParams();
  if (tab !== 'all') query.set('status', tab);
  if (search !== '') query.set('search', search);
  if (update !== null) query.set('update', update);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The part of the route's query a filter asks for. */
export function asked({ tab, search, update }: DeviceFilter): {
  status?: DeviceStatus;
  search?: string;
  update?: UpdateReason;
} {
  return {
    ...(tab === 'all' ? {} : { status: tab }),
    ...(search === '' ? {} : { search }),
    ...(update === null ? {} : { update }),
  };
}
