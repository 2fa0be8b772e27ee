import type { Person } from '../../../shared/model/person';
import type { Device } from '../../../shared/model/device';
import type { AuditActor } from './audit-store';

export const DESK: AuditActor = { kind: 'desk', id: null, name: 'Desk' };
export const ANONYMOUS: AuditActor = { kind: 'anonymous', id: null, name: '' };

export function personActor(person: Pick<Person, 'id' | 'name'>): AuditActor {
  return { kind: 'technician', id: person.id, name: person.name };
}

export function deviceActor(device: Pick<Device, 'id' | 'name'>): AuditActor {
  return { kind: 'device', id: device.id, name: device.name };
}
