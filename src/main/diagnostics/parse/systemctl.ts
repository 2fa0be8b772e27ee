import { said } from '../probe';
import { localTime } from './loginctl';

export interface Unit {
  name: string;
  load: string;
  active: string;
  sub: string;
  title: string;
}

/** `systemctl list-units --all --plain --no-legend`: four words and a description; a mark before what failed. */
export function parseListUnits(output: string): Unit[] {
  const rows = output.matchAll(
    /^[ \t●*○×↻]*(\S+\.\w+)[ \t]+(\S+)[ \t]+(\S+)[ \t]+(\S+)(?:[ \t]+(.*?))?[ \t]*$/gm,
  );
  return [...rows].map(([, name = '', load = '', active = '', sub = '', title = '']) => ({
    name,
    load,
    active,
    sub,
    title: said(title),
  }));
}

/** `systemctl list-unit-files --state=enabled --no-legend`: the names. */
export function parseUnitFiles(output: string): string[] {
  return [...output.matchAll(/^(\S+\.service)\s+enabled\b/gm)].map((row) => row[1] ?? '');
}

/** `systemctl show UNIT… -p …`: `Key=value` lines, units divided by empty lines. */
export function parseShow(output: string): ReadonlyMap<string, string>[] {
  return output
    .split(/\n\s*\n/)
    .map(
      (block) =>
        new Map([...block.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value])),
    )
    .filter((fields) => fields.get('Id'));
}

const RESULTS: Readonly<Record<string, string>> = {
  'exit-code': 'ended with exit code',
  signal: 'was ended by signal',
  'core-dump': 'crashed with signal',
  timeout: 'took too long',
  watchdog: 'stopped answering its watchdog',
  'start-limit-hit': 'was started too often in a short time',
  'oom-kill': 'was ended for lack of memory',
  resources: 'lacked resources',
  protocol: 'did not say that it was ready',
};

/** Why a unit failed, in words, with the number the system gives. */
export function failureOf(fields: ReadonlyMap<string, string>): { detail: string; since: string | null } {
  const result = fields.get('Result') ?? '';
  const status = fields.get('ExecMainStatus') ?? '';
  const numbered = ['exit-code', 'signal', 'core-dump'].includes(result);
  const words = RESULTS[result] ?? result;
  return {
    detail: said(numbered && status ? `${words} ${status}` : words),
    since: localTime(fields.get('InactiveEnterTimestamp') || fields.get('StateChangeTimestamp') || ''),
  };
}

/** Meant to run on, tried, and not there: a job that is done, or that was not meant for this computer, is none. */
export function isStopped(fields: ReadonlyMap<string, string>): boolean {
  return (
    fields.get('Type') !== 'oneshot' &&
    fields.get('ConditionResult') === 'yes' &&
    !fields.get('TriggeredBy') &&
    fields.get('ActiveState') === 'inactive'
  );
}
