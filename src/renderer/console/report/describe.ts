import type { Language } from '../../../shared/words/language';
import type { SectionData, SectionKey } from '../../../shared/model/diagnostics';
import {
  formatBytes,
  formatDuration,
  formatExact,
  formatMemory,
  formatMs,
  formatNumber,
  formatPercent,
} from '../../kit/ui/format';
import type { Words } from '../words/en';
import { usage, type Fact, type FactGroup, type SectionFacts } from './facts';

interface Context {
  words: Words;
  language: Language;
}

type Describe<K extends SectionKey> = (data: SectionData<K>, context: Context) => SectionFacts;

const one = (facts: (Fact | null)[]): SectionFacts => ({ kind: 'groups', groups: [{ facts: kept(facts) }] });
const many = (groups: FactGroup[]): SectionFacts => ({ kind: 'groups', groups });
const kept = (facts: (Fact | null)[]): Fact[] => facts.filter((fact): fact is Fact => fact !== null);

/** Left out where the system did not say. */
function maybe<T>(label: string, value: T | null | '', show: (value: T) => string): Fact | null {
  return value === null || value === '' ? null : { label, value: show(value) };
}
const text = (value: string): string => value;

/** How the facts of each section are read. A new section does not compile until it stands here. */
const DESCRIBE: { [K in SectionKey]: Describe<K> } = {
  system: (data, { words: { fact, common } }) =>
    one([
      maybe(fact.name, data.hostname, text),
      maybe(fact.maker, data.manufacturer, text),
      maybe(fact.model, data.model, text),
      maybe(fact.chassis, data.chassis, text),
      { label: fact.virtual, value: data.virtual ? common.yes : common.no },
    ]),
  cpu: (data, { words: { fact }, language }) =>
    one([
      maybe(fact.processor, data.model, text),
      { label: fact.cores, value: fact.coresValue(data.cores, data.physicalCores) },
      maybe(fact.speed, data.speedGhz, (value) => `${formatNumber(language, value, 2)} GHz`),
      data.loadPercent === null
        ? null
        : {
            label: fact.load,
            value: formatPercent(language, data.loadPercent),
            bar: usage(data.loadPercent),
          },
    ]),
  memory: (data, { words: { fact }, language }) => {
    const used = Math.max(0, data.totalBytes - data.availableBytes);
    const share = (part: number, whole: number) => (whole > 0 ? (part / whole) * 100 : 0);
    return one([
      {
        label: fact.inUse,
        value: fact.usedOf(formatMemory(language, used), formatMemory(language, data.totalBytes)),
        bar: usage(share(used, data.totalBytes)),
      },
      data.swapTotalBytes === 0
        ? null
        : {
            label: fact.swap,
            value: fact.usedOf(
              formatMemory(language, data.swapUsedBytes),
              formatMemory(language, data.swapTotalBytes),
            ),
            bar: usage(share(data.swapUsedBytes, data.swapTotalBytes)),
          },
    ]);
  },
  disks: (data, { words: { fact }, language }) =>
    many(
      data.map((disk) => ({
        title: disk.model || disk.device,
        facts: kept([
          { label: fact.size, value: formatBytes(language, disk.sizeBytes) },
          maybe(fact.kind, [disk.kind, disk.bus].filter(Boolean).join(', '), text),
        ]),
      })),
    ),
  filesystems: (data, { words: { fact }, language }) =>
    many(
      data.map((system) => ({
        title: system.readOnly === true ? `${system.mount} (${fact.readOnly})` : system.mount,
        facts: [
          {
            label: [system.device, system.type].filter(Boolean).join(', '),
            value: fact.freeOf(
              formatBytes(language, system.availableBytes),
              formatBytes(language, system.sizeBytes),
            ),
            ...(system.sizeBytes > 0
              ? { bar: usage((1 - system.availableBytes / system.sizeBytes) * 100) }
              : {}),
          },
        ],
      })),
    ),
  graphics: (data, { words: { fact }, language }) =>
    many(
      data.map((card) => ({
        title: card.model || card.vendor,
        facts: kept([
          maybe(fact.maker, card.vendor, text),
          maybe(fact.driver, card.driver, text),
          maybe(fact.memory, card.memoryBytes, (value) => formatMemory(language, value)),
        ]),
      })),
    ),
  displays: (data, { words: { fact }, language }) =>
    many(
      data.map((display) => ({
        title: display.primary ? `${display.name} (${fact.primary})` : display.name,
        facts: kept([
          {
            label: fact.resolution,
            value: [
              `${display.width} × ${display.height}`,
              ...(display.refreshHz === null ? [] : [`${formatNumber(language, display.refreshHz)} Hz`]),
            ].join(', '),
          },
          { label: fact.scale, value: formatPercent(language, display.scale * 100) },
        ]),
      })),
    ),
  os: (data, { words: { fact } }) =>
    one([
      { label: fact.name, value: [data.name, data.version].filter(Boolean).join(' ') },
      maybe(fact.kernel, [data.kernel, data.arch].filter(Boolean).join(', '), text),
      maybe(fact.language, data.language, text),
      maybe(fact.timeZone, data.timeZone, text),
      maybe(fact.session, data.sessionType, text),
    ]),
  uptime: (data, { words: { fact }, language }) =>
    one([
      { label: fact.uptime, value: formatDuration(language, data.seconds) },
      { label: fact.booted, value: formatExact(language, data.bootedAt) },
    ]),
  users: (data, { words: { fact } }) =>
    one(
      data.map((user) => ({
        label: user.name,
        value: [user.session, ...(user.current ? [fact.current] : [])].filter(Boolean).join(', '),
      })),
    ),
  interfaces: (data, { words: { fact }, language }) =>
    many(
      data.map((each) => ({
        title: each.default ? `${each.name} (${fact.default})` : each.name,
        facts: kept([
          {
            label: fact.state,
            value: [
              each.up ? fact.up : fact.down,
              fact.kinds[each.kind],
              ...(each.speedMbit === null ? [] : [fact.speedMbit(formatNumber(language, each.speedMbit))]),
            ].join(', '),
          },
          maybe(fact.address, each.addresses.join(', '), text),
          maybe(fact.mac, each.mac, text),
        ]),
      })),
    ),
  gateway: (data, { words: { fact, common }, language }) =>
    one([
      { label: fact.address, value: data.address ?? common.none },
      maybe(fact.interface, data.interface, text),
      maybe(fact.reachable, data.reachable, (value) => (value ? common.yes : common.no)),
      maybe(fact.roundTrip, data.roundTripMs, (value) => formatMs(language, value)),
      maybe(fact.loss, data.lossPercent, (value) => formatPercent(language, value)),
    ]),
  dns: (data, { words: { fact, common }, language }) =>
    one([
      ...data.servers.map((server) => ({
        label: server.address,
        value: server.answers
          ? [fact.answers, ...(server.tookMs === null ? [] : [formatMs(language, server.tookMs)])].join(', ')
          : [fact.doesNotAnswer, ...(server.error === null ? [] : [server.error])].join(', '),
      })),
      { label: fact.searchDomains, value: data.searchDomains.join(', ') || common.none },
    ]),
  desk: (data, { words: { fact, common }, language }) =>
    one([
      { label: fact.address, value: data.url },
      { label: fact.reachable, value: data.reachable ? common.yes : common.no },
      maybe(fact.status, data.status, (value) => `HTTP ${value}`),
      maybe(fact.took, data.tookMs, (value) => formatMs(language, value)),
      maybe(fact.error, data.error, text),
    ]),
  processes: (data, { words: { fact }, language }) => ({
    kind: 'table',
    table: {
      columns: [`${fact.process} (${formatNumber(language, data.total)})`, fact.cpu, fact.memory],
      rows: data.top.map((process) => [
        `${process.name} · ${process.pid}`,
        formatPercent(language, process.cpuPercent),
        formatMemory(language, process.memoryBytes),
      ]),
    },
  }),
  battery: (data, { words: { fact }, language }) =>
    one([
      {
        label: fact.charge,
        value: [formatPercent(language, data.percent), ...(data.charging ? [fact.charging] : [])].join(', '),
        bar: { percent: data.percent, tone: data.percent < 10 && !data.charging ? 'danger' : 'calm' },
      },
      maybe(fact.health, data.healthPercent, (value) => formatPercent(language, value)),
      maybe(fact.cycles, data.cycles, (value) => formatNumber(language, value)),
    ]),
  clock: (data, { words: { fact, common }, language }) =>
    one([
      { label: fact.deviceTime, value: formatExact(language, data.deviceTime) },
      {
        label: fact.skew,
        value: data.skewMs === null ? common.unknown : skew(data.skewMs, { fact, language }),
      },
    ]),
};

function skew(ms: number, { fact, language }: { fact: Words['fact']; language: Language }): string {
  if (Math.abs(ms) < 1000) return fact.skewNone;
  const length = formatDuration(language, Math.abs(ms) / 1000);
  return ms > 0 ? fact.skewAhead(length) : fact.skewBehind(length);
}

export function describeSection<K extends SectionKey>(
  key: K,
  data: SectionData<K>,
  context: Context,
): SectionFacts {
  return DESCRIBE[key](data, context);
}
