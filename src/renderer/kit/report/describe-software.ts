import type { SectionData } from '../../../shared/model/diagnostics';
import type { SECTION_GROUPS } from '../../../shared/model/section-keys';
import { group, joined, list, marked, maybe, one, table, text, type Describe, type Say } from './say';

type SoftwareKey = (typeof SECTION_GROUPS)['software'][number];

/** The system, who uses it, and what runs on it. */
export const DESCRIBE_SOFTWARE: { [K in SoftwareKey]: Describe<K> } = {
  os: (data, { words: { common, software }, when }) =>
    one([
      { label: common.name, value: [data.name, data.version].filter(Boolean).join(' ') },
      maybe(software.edition, data.edition, text),
      maybe(software.build, data.build, text),
      maybe(software.kernel, data.kernel, text),
      maybe(software.arch, data.arch, text),
      maybe(software.desktop, data.desktop, text),
      maybe(software.language, data.language, text),
      maybe(software.timeZone, data.timeZone, text),
      maybe(software.installed, data.installedAt, when),
    ]),
  uptime: (data, { words: { software }, duration, when }) =>
    one([
      { label: software.uptime, value: duration(data.seconds) },
      { label: software.booted, value: when(data.bootedAt) },
      { label: software.lastEnd, value: software.ends[data.lastEnd] },
      maybe(software.lastEndAt, data.lastEndAt, when),
      maybe(software.lastEndDetail, data.lastEndDetail, text),
    ]),
  users: (data, { words: { common, software }, when }) =>
    one(
      [
        { label: software.session, value: software.sessions[data.session] },
        { label: software.display, value: software.displays[data.display] },
      ],
      table(
        [common.name, software.session, common.since],
        data.loggedIn.map((each) => [
          marked(each.name, each.current && software.current),
          each.session,
          each.since === null ? null : when(each.since),
        ]),
      ),
    ),
  processes: (data, { words: { common, software }, number, percent, memory }) => ({
    groups: [
      group([{ label: software.running, value: number(data.total) }], {
        table: table(
          [software.program, software.processor, common.memory, software.process],
          data.top.map((each) => [
            each.name,
            percent(each.cpuPercent),
            memory(each.memoryBytes),
            String(each.pid),
          ]),
        ),
      }),
      ...list(
        software.stuck,
        table(
          [software.program, software.process],
          data.stuck.map((each) => [each.name, String(each.pid)]),
        ),
      ),
    ],
  }),
  startup: (data, { words: { common, software } }) =>
    one(
      [],
      table(
        [common.name, common.state, common.kind, software.scope, software.command],
        data.map((each) => [
          each.name,
          each.enabled ? common.on : common.off,
          software.startupKinds[each.kind],
          software.scopes[each.scope],
          each.command,
        ]),
      ),
    ),
  services,
  software: (data, { words: { common, software }, number }) =>
    one(
      [{ label: software.programs, value: number(data.total) }],
      table(
        [software.program, common.version, software.publisher],
        data.items.map((each) => [each.name, each.version, each.publisher]),
      ),
    ),
  updates: (data, { words: { common, software }, number, when, yesNo }) =>
    one(
      [
        maybe(software.pending, data.pending, number),
        maybe(software.securityPending, data.securityPending, number),
        maybe(software.reboot, data.rebootRequired, (value) => joined(yesNo(value), data.rebootReason)),
        maybe(software.checked, data.checkedAt, when),
        maybe(software.lastInstalled, data.installedAt, when),
      ],
      table(
        [software.update, common.version, software.security],
        data.items.map((each) => [each.name, each.version, each.security ? yesNo(true) : null]),
      ),
    ),
  security,
  events: (data, { words: { software }, number, when }) =>
    one(
      [
        { label: software.errorsSince, value: when(data.since) },
        { label: software.errors, value: number(data.total) },
      ],
      table(
        [software.about, software.message, software.count, software.last, software.first, software.source],
        data.groups.map((each) => [
          joined(software.eventKinds[each.kind], each.subject),
          each.message,
          number(each.count),
          when(each.lastAt),
          each.count > 1 ? when(each.firstAt) : null,
          each.source,
        ]),
      ),
    ),
  applications: (data, { words: { common, software } }) => ({
    groups: [
      ...list(
        software.browsers,
        table(
          [software.program, common.version],
          data.browsers.map((each) => [
            marked(each.name, each.default === true && common.standard),
            each.version,
          ]),
        ),
      ),
      ...list(
        software.office,
        table(
          [software.program, common.version],
          data.office.map((each) => [each.name, each.version]),
        ),
      ),
    ],
  }),
};

function services(data: SectionData<'services'>, { words, number, when }: Say) {
  const { common, software } = words;
  return {
    groups: [
      group([
        { label: software.services, value: number(data.total) },
        { label: software.running, value: number(data.running.length) },
        { label: software.failed, value: number(data.failed.length) },
        { label: software.stopped, value: number(data.stopped.length) },
      ]),
      ...list(
        software.failed,
        table(
          [software.service, software.description, software.detail, common.since],
          data.failed.map((each) => [
            each.name,
            each.title,
            each.detail,
            each.since === null ? null : when(each.since),
          ]),
        ),
      ),
      ...list(
        software.stopped,
        table(
          [software.service, software.description],
          data.stopped.map((each) => [each.name, each.title]),
        ),
      ),
      ...list(
        software.running,
        table(
          [software.service],
          data.running.map((name) => [name]),
        ),
      ),
    ],
  };
}

function security(data: SectionData<'security'>, { words, yesNo }: Say) {
  const { common, software } = words;
  const onOff = (value: boolean | null) => (value === null ? common.unknown : value ? common.on : common.off);
  return one([
    ...data.antivirus.map((each) => ({
      label: software.antivirus,
      value: joined(
        each.name,
        onOff(each.enabled),
        each.upToDate !== null && (each.upToDate ? software.upToDate : software.outdated),
      ),
    })),
    maybe(software.firewall, data.firewall, (value) => joined(value.name, onOff(value.enabled))),
    ...data.encryption.map((each) => ({
      label: `${software.encryption} ${each.volume}`.trim(),
      value: joined(
        each.encrypted === null
          ? common.unknown
          : each.encrypted
            ? software.encrypted
            : software.notEncrypted,
        each.method,
      ),
    })),
    maybe(software.secureBoot, data.secureBoot, yesNo),
  ]);
}
