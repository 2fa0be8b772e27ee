import { describe, expect, it } from 'vitest';
import { api, type RouteName } from '../../src/shared/contract/api';
import type { Access } from '../../src/shared/rules/access';

/** Written down a second time on purpose: who changes what a route asks for has to say so here too. */
const LISTED: Record<Exclude<Access, 'technician'>, RouteName[]> = {
  anyone: ['challenge', 'deviceToken', 'enroll', 'logIn', 'setup'],
  device: ['attach', 'confirmSolved', 'createTicket', 'ownReply', 'ownTicket', 'ownTickets', 'ownUpdate'],
  requester: ['logOut', 'session'],
  administrator: [
    'addEnrollmentToken',
    'addPerson',
    'approveDevices',
    'audit',
    'changePolicy',
    'changeRollout',
    'enrollmentTokens',
    'revokeDevice',
    'revokeEnrollmentToken',
  ],
};

describe('who may call what', () => {
  it.each(Object.entries(LISTED))('as %s', (access, names) => {
    const found = Object.entries(api).filter(([, route]) => route.access === access);
    expect(found.map(([name]) => name).toSorted()).toEqual(names.toSorted());
  });
});
