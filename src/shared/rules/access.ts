import type { Role } from '../model/person';

/** Who may call a route. `device` is an enrolled agent with a short access token; `anyone` needs no identity. */
export const ACCESS = ['anyone', 'device', 'requester', 'technician', 'administrator'] as const;
export type Access = (typeof ACCESS)[number];

const ROLES_FOR: Record<Exclude<Access, 'anyone' | 'device'>, readonly Role[]> = {
  requester: ['requester', 'technician', 'administrator'],
  technician: ['technician', 'administrator'],
  administrator: ['administrator'],
};

/** Default deny: a person passes only where their role is listed. */
export function personMay(role: Role, access: Access): boolean {
  return access !== 'anyone' && access !== 'device' && ROLES_FOR[access].includes(role);
}
