const PREFIX = 'DS-';

export function ticketNumberOf(count: number): string {
  return `${PREFIX}${count}`;
}

/** The number behind `DS-1042`, or null when it is none. */
export function countOf(ticketNumber: string): number | null {
  const match = /^DS-([1-9]\d{0,8})$/.exec(ticketNumber);
  return match ? Number(match[1]) : null;
}
