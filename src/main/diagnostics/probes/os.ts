import { osInfo } from 'systeminformation';
import { always, collected, DEADLINE_MS, said, type Probe } from '../probe';

export const osProbe: Probe<'os'> = {
  key: 'os',
  source: 'systeminformation osInfo(); Intl; XDG_SESSION_TYPE',
  applies: always,
  deadlineMs: DEADLINE_MS,
  async run({ platform }) {
    const known = await osInfo();
    const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const session = platform === 'linux' ? said(process.env['XDG_SESSION_TYPE'], 40) : '';
    return collected({
      name: said(known.distro),
      version: said([known.release, known.codename, known.build].filter(Boolean).join(' ')),
      kernel: said(known.kernel),
      arch: said(known.arch, 40),
      language: said(process.env['LANG']?.split('.')[0] ?? locale, 40),
      timeZone: said(timeZone, 80),
      sessionType: session || null,
    });
  },
};
