/** What one test runner came to. */
export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function field(source: unknown, name: string): number {
  if (typeof source !== 'object' || source === null) return 0;
  const value = (source as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' ? value : 0;
}

/** A runner that fails without a failing test (a file that does not load, a crash) has still failed once. */
function atLeastOne(failed: number, exitCode: number | null): number {
  return failed === 0 && exitCode !== 0 ? 1 : failed;
}

/** vitest's JSON report. */
export function tallyOfVitest(name: string, report: unknown, exitCode: number | null): Tally {
  return {
    name,
    passed: field(report, 'numPassedTests'),
    failed: atLeastOne(field(report, 'numFailedTests'), exitCode),
    skipped: field(report, 'numPendingTests') + field(report, 'numTodoTests'),
  };
}

/** Playwright's JSON report; a test that passed only when tried again has passed. */
export function tallyOfPlaywright(report: unknown, exitCode: number | null): Tally {
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : undefined;
  return {
    name: 'e2e',
    passed: field(stats, 'expected') + field(stats, 'flaky'),
    failed: atLeastOne(field(stats, 'unexpected'), exitCode),
    skipped: field(stats, 'skipped'),
  };
}

export function closingLine(tally: Tally, seconds: number): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  return `${tally.name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds.toFixed(1)} s)`;
}

export function totalLine(tallies: readonly Tally[]): string {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  return `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`;
}
