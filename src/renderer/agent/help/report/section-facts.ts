import type { Section, SectionData, SectionKey } from '../../../../shared/model/diagnostics';
import type { Catalog, Language } from '../../../../shared/words/language';
import {
  formatBytes,
  formatDuration,
  formatExact,
  formatMemory,
  formatMs,
  formatNumber,
  formatPercent,
} from '../../../kit/ui/format';
import { sectionsDe } from '../../words/sections-de';
import type { sectionsEn } from '../../words/sections-en';
import { sectionsEn as english } from '../../words/sections-en';

export type SectionWords = Catalog<typeof sectionsEn>;
const CATALOGS: Record<Language, SectionWords> = { en: english, de: sectionsDe };

export function sectionWords(language: Language): SectionWords {
  return CATALOGS[language];
}

/** One line of a section: what it is and what it says. */
export interface Fact {
  label: string;
  value: string;
}

interface Say {
  words: SectionWords;
  bytes(value: number): string;
  memory(value: number): string;
  ms(value: number): string;
  number(value: number, digits?: number): string;
  percent(value: number): string;
  duration(seconds: number): string;
  exact(when: string): string;
}

function sayIn(language: Language): Say {
  return {
    words: sectionWords(language),
    bytes: (value) => formatBytes(language, value),
    memory: (value) => formatMemory(language, value),
    ms: (value) => formatMs(language, value),
    number: (value, digits) => formatNumber(language, value, digits),
    percent: (value) => formatPercent(language, value),
    duration: (seconds) => formatDuration(language, seconds),
    exact: (when) => formatExact(language, when),
  };
}

type Facts = { [K in SectionKey]: (data: SectionData<K>, say: Say) => Fact[] };

const joined = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(', ');
const orUnknown = (say: Say, value: string) => value || say.words.unknown;
const yesNo = (say: Say, value: boolean) => (value ? say.words.yes : say.words.no);

const FACTS: Facts = {
  system: (data, say) => [
    { label: say.words.fact.name, value: data.hostname },
    { label: say.words.fact.maker, value: orUnknown(say, data.manufacturer) },
    { label: say.words.fact.model, value: orUnknown(say, data.model) },
    { label: say.words.fact.kind, value: orUnknown(say, data.chassis) },
    { label: say.words.fact.virtual, value: yesNo(say, data.virtual) },
  ],
  cpu: (data, say) => [
    { label: say.words.fact.model, value: orUnknown(say, data.model) },
    {
      label: say.words.fact.cores,
      value: say.words.coresOf(say.number(data.cores), say.number(data.physicalCores)),
    },
    {
      label: say.words.fact.speed,
      value: data.speedGhz === null ? say.words.unknown : say.words.ghz(say.number(data.speedGhz, 2)),
    },
    {
      label: say.words.fact.load,
      value: data.loadPercent === null ? say.words.unknown : say.percent(data.loadPercent),
    },
  ],
  memory: (data, say) => [
    {
      label: say.words.fact.free,
      value: say.words.freeOf(say.memory(data.availableBytes), say.memory(data.totalBytes)),
    },
    {
      label: say.words.fact.swap,
      value:
        data.swapTotalBytes === 0
          ? say.words.none
          : say.words.usedOf(say.memory(data.swapUsedBytes), say.memory(data.swapTotalBytes)),
    },
  ],
  disks: (data, say) =>
    data.map((disk) => ({
      label: disk.device,
      value: joined(disk.model, disk.kind, disk.bus, say.bytes(disk.sizeBytes)),
    })),
  filesystems: (data, say) =>
    data.map((each) => ({
      label: each.mount,
      value: joined(
        say.words.freeOf(say.bytes(each.availableBytes), say.bytes(each.sizeBytes)),
        each.type,
        each.device,
        each.readOnly === true && say.words.readOnly,
      ),
    })),
  graphics: (data, say) =>
    data.map((card) => ({
      label: orUnknown(say, card.model),
      value: joined(
        card.vendor,
        card.driver && say.words.driver(card.driver),
        card.memoryBytes !== null && say.memory(card.memoryBytes),
      ),
    })),
  displays: (data, say) =>
    data.map((display) => ({
      label: display.name,
      value: joined(
        say.words.size(String(display.width), String(display.height)),
        display.scale !== 1 && say.words.scaled(say.percent(display.scale * 100)),
        display.refreshHz !== null && say.words.hertz(say.number(display.refreshHz)),
        display.primary && say.words.primary,
      ),
    })),
  os: (data, say) => [
    { label: say.words.fact.name, value: joined(data.name, data.version) },
    { label: say.words.fact.kernel, value: joined(data.kernel, data.arch) },
    { label: say.words.fact.language, value: orUnknown(say, data.language) },
    { label: say.words.fact.timeZone, value: orUnknown(say, data.timeZone) },
    { label: say.words.fact.session, value: data.sessionType ?? say.words.unknown },
  ],
  uptime: (data, say) => [
    { label: say.words.fact.running, value: say.duration(data.seconds) },
    { label: say.words.fact.since, value: say.exact(data.bootedAt) },
  ],
  users: (data, say) =>
    data.map((user) => ({
      label: user.name,
      value: joined(user.session, user.current && say.words.thisPerson) || say.words.yes,
    })),
  interfaces: (data, say) =>
    data.map((each) => ({
      label: each.name,
      value: joined(
        say.words.kinds[each.kind],
        each.up ? say.words.up : say.words.down,
        each.addresses.join(', ') || say.words.noAddress,
        each.mac && say.words.hardware(each.mac),
        each.speedMbit !== null && say.words.mbit(say.number(each.speedMbit)),
        each.default && say.words.standard,
      ),
    })),
  gateway: (data, say) => [
    { label: say.words.fact.address, value: data.address ?? say.words.unknown },
    { label: say.words.fact.connection, value: data.interface ?? say.words.unknown },
    {
      label: say.words.fact.answers,
      value: data.reachable === null ? say.words.unknown : yesNo(say, data.reachable),
    },
    {
      label: say.words.fact.roundTrip,
      value: data.roundTripMs === null ? say.words.unknown : say.ms(data.roundTripMs),
    },
    {
      label: say.words.fact.loss,
      value: data.lossPercent === null ? say.words.unknown : say.percent(data.lossPercent),
    },
  ],
  dns: (data, say) => [
    ...data.servers.map((server) => ({
      label: server.address,
      value: server.answers
        ? say.words.answersIn(server.tookMs === null ? say.words.unknown : say.ms(server.tookMs))
        : say.words.silent(server.error ?? ''),
    })),
    { label: say.words.fact.search, value: data.searchDomains.join(', ') || say.words.none },
  ],
  desk: (data, say) => [
    { label: say.words.fact.address, value: data.url },
    {
      label: say.words.fact.answers,
      value: data.reachable
        ? say.words.reached(data.tookMs === null ? '' : say.ms(data.tookMs))
        : say.words.notReached,
    },
    ...(data.status === null ? [] : [{ label: say.words.fact.status, value: String(data.status) }]),
    ...(data.error === null ? [] : [{ label: say.words.fact.error, value: data.error }]),
  ],
  processes: (data, say) => [
    { label: say.words.fact.count, value: say.number(data.total) },
    ...data.top.map((each) => ({
      label: each.name,
      value: joined(
        say.words.uses(say.percent(each.cpuPercent), say.memory(each.memoryBytes)),
        say.words.pid(String(each.pid)),
      ),
    })),
  ],
  battery: (data, say) => [
    {
      label: say.words.fact.charge,
      value: joined(say.percent(data.percent), data.charging && say.words.charging),
    },
    {
      label: say.words.fact.health,
      value: data.healthPercent === null ? say.words.unknown : say.percent(data.healthPercent),
    },
    {
      label: say.words.fact.cycles,
      value: data.cycles === null ? say.words.unknown : say.number(data.cycles),
    },
  ],
  clock: (data, say) => [
    { label: say.words.fact.time, value: say.exact(data.deviceTime) },
    { label: say.words.fact.skew, value: skew(data.skewMs, say) },
  ],
};

function skew(ms: number | null, say: Say): string {
  if (ms === null) return say.words.unknown;
  if (ms === 0) return say.words.none;
  return ms > 0 ? say.words.ahead(say.ms(ms)) : say.words.behind(say.ms(-ms));
}

/** What a collected section says, in the reader's language and with units. */
export function factsIn<K extends SectionKey>(
  language: Language,
  section: Extract<Section<K>, { status: 'collected' }>,
): Fact[] {
  const facts: (data: SectionData<K>, say: Say) => Fact[] = FACTS[section.key as K];
  return facts(section.data as SectionData<K>, sayIn(language));
}
