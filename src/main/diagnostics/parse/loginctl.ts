import { said } from '../probe';
import { isoTime } from '../json-value';

export interface LoginSession {
  id: string;
  name: string;
  /** `tty2`, `:0`, `pts/0`, or a remote host. */
  place: string;
  type: string;
  service: string;
  remote: boolean;
  since: string | null;
}

/** `loginctl show-session ID… -p …`: `Key=value` lines, sessions divided by empty lines. */
export function parseShowSession(output: string): LoginSession[] {
  return output
    .split(/\n\s*\n/)
    .map(
      (block) =>
        new Map([...block.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value])),
    )
    .filter((fields) => fields.get('Name') && (fields.get('Class') ?? 'user').startsWith('user'))
    .map((fields) => ({
      id: said(fields.get('Id')),
      name: said(fields.get('Name')),
      place: said(fields.get('TTY') || fields.get('Display') || fields.get('RemoteHost') || ''),
      type: said(fields.get('Type')),
      service: said(fields.get('Service')),
      remote: fields.get('Remote') === 'yes',
      since: localTime(fields.get('Timestamp') ?? ''),
    }));
}

/** `Tue 2023-11-21 09:14:03 CET`: this computer's own time, whatever it calls its zone. */
export function localTime(text: string): string | null {
  const [, day, clock] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(text) ?? [];
  return day === undefined ? null : isoTime(`${day}T${clock}`);
}

/** `utmpdump /run/utmp`: `[7] [01234] [ts/0] [alice   ] [pts/0       ] [10.0.0.9            ] [10.0.0.9       ] [2023-…]`. */
export function parseUtmpdump(output: string): { name: string; place: string; since: string | null }[] {
  const rows = output.matchAll(
    /^\[7\] \[\d+\] \[[^\]]*\] \[([^\]]*)\] \[([^\]]*)\] \[[^\]]*\] \[[^\]]*\] \[([^\]]*)\]/gm,
  );
  return [...rows].map(([, name, place, since = '']) => ({
    name: said(name),
    place: said(place),
    since: isoTime(since.trim().replace(',', '.')),
  }));
}
