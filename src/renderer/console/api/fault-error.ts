import { never } from '../../../shared/base/never';
import type { DeskFault, Reply } from './client';

/** Carries a fault through TanStack Query, which knows failures only as thrown errors. */
export class FaultError extends Error {
  readonly fault: DeskFault;
  constructor(fault: DeskFault) {
    super(fault.code);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  if (!reply.ok) throw new FaultError(reply.fault);
  return never(reply);
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: FaultError;
  }
}
