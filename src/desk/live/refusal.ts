import type { Fault } from '../../shared/base/fault';

/** What socket.io hands to the client as `connect_error`, with the fault where our clients look for it. */
export function refusal(fault: Fault): Error {
  return Object.assign(new Error(fault.code), { data: fault });
}
