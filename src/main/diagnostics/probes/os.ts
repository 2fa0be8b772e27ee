import { arch, release } from 'node:os';
import { osInfo } from 'systeminformation';
import { always, collected, DEADLINE_MS, said, type Probe, type ProbeContext } from '../probe';

export const osProbe: Probe<'os'> = {
  key: 'os',
  source: '/etc/os-release; elsewhere systeminformation osInfo(); Intl; XDG_SESSION_TYPE',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run(context) {
    const linux = context.platform === 'linux';
    const known = linux ? await linuxRelease(context) : await libraryRelease();
    const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const session = linux ? said(process.env['XDG_SESSION_TYPE'], 40) : '';
    return collected({
      ...known,
      kernel: said(release()),
      arch: said(arch(), 40),
      language: said(process.env['LANG']?.split('.')[0] ?? locale, 40),
      timeZone: said(timeZone, 80),
      sessionType: session || null,
    });
  },
};

/** Not by the library: it asks `hostname -f` on the way and stands still while name resolution is down. */
async function linuxRelease({ readText }: ProbeContext): Promise<{ name: string; version: string }> {
  const fields = parseOsRelease((await readText('/etc/os-release')) ?? '');
  return {
    name: said(fields.get('NAME') ?? 'Linux'),
    version: said(fields.get('VERSION') ?? fields.get('VERSION_ID') ?? ''),
  };
}

async function libraryRelease(): Promise<{ name: string; version: string }> {
  const known = await osInfo();
  return {
    name: said(known.distro),
    version: said([known.release, known.codename, known.build].filter(Boolean).join(' ')),
  };
}

/** `NAME="Debian GNU/Linux"`, one a line, quoted as a shell would. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))\s*$/gm);
  return new Map(
    [...lines].map(([, name = '', double, single, bare]) => [
      name,
      (double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '').trim(),
    ]),
  );
}
