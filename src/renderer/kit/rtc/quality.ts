import type { Clock } from '../../../shared/base/clock';

/** What the connection panel shows; null = the browser does not say (yet). */
export interface Quality {
  path: 'direct' | 'relayed' | null;
  protocol: string | null;
  codec: string | null;
  width: number | null;
  height: number | null;
  fps: number | null;
  roundTripMs: number | null;
  bitsPerSecond: number | null;
  bytes: number;
  lossPercent: number | null;
}

/** The counters that only mean something against the reading before. */
export interface Reading {
  quality: Quality;
  at: number;
  packets: number;
  lost: number;
}

type Entry = Readonly<Record<string, unknown>>;
const INTERVAL_MS = 1000;

/** Turns the browser's statistics into what a person reads. */
export function readQuality(report: Iterable<[string, unknown]>, before: Reading | null): Reading {
  const entries = new Map([...report].map(([key, value]) => [key, value as Entry]));
  const video = find(entries, (entry) => entry['type'] === 'inbound-rtp' && entry['kind'] === 'video');
  const codec = video ? entries.get(String(video['codecId'])) : undefined;
  const at = number(video, 'timestamp') ?? 0;
  const bytes = number(video, 'bytesReceived') ?? 0;
  const packets = number(video, 'packetsReceived') ?? 0;
  const lost = number(video, 'packetsLost') ?? 0;
  return {
    at,
    packets,
    lost,
    quality: {
      ...pathOf(entries),
      codec: text(codec, 'mimeType')?.split('/')[1] ?? null,
      width: number(video, 'frameWidth'),
      height: number(video, 'frameHeight'),
      fps: number(video, 'framesPerSecond'),
      bitsPerSecond: rate(bytes, at, before),
      bytes,
      lossPercent: loss(packets, lost, before),
    },
  };
}

/** Reads once a second for as long as somebody looks. */
export function watchQuality(
  stats: () => Promise<RTCStatsReport | null>,
  clock: Clock,
  listener: (quality: Quality) => void,
): () => void {
  let before: Reading | null = null;
  let stopped = false;
  let cancel = () => undefined as void;
  async function read(): Promise<void> {
    const report = await stats().catch(() => null);
    if (stopped) return;
    if (report) {
      before = readQuality(report, before);
      listener(before.quality);
    }
    cancel = clock.after(INTERVAL_MS, () => void read());
  }
  void read();
  return () => {
    stopped = true;
    cancel();
  };
}

function pathOf(entries: Map<string, Entry>): Pick<Quality, 'path' | 'protocol' | 'roundTripMs'> {
  const pair = selectedPair(entries);
  const local = entries.get(String(pair?.['localCandidateId']));
  const remote = entries.get(String(pair?.['remoteCandidateId']));
  const roundTrip = number(pair, 'currentRoundTripTime');
  return {
    path: local ? (relayed(local) || relayed(remote) ? 'relayed' : 'direct') : null,
    protocol: text(local, 'relayProtocol') ?? text(local, 'protocol'),
    roundTripMs: roundTrip === null ? null : Math.round(roundTrip * 1000),
  };
}

function selectedPair(entries: Map<string, Entry>): Entry | undefined {
  const transport = find(entries, (entry) => entry['type'] === 'transport');
  const selected = transport && entries.get(String(transport['selectedCandidatePairId']));
  return (
    selected ??
    find(
      entries,
      (entry) =>
        entry['type'] === 'candidate-pair' && entry['nominated'] === true && entry['state'] === 'succeeded',
    )
  );
}

function find(entries: Map<string, Entry>, wanted: (entry: Entry) => boolean): Entry | undefined {
  for (const entry of entries.values()) if (wanted(entry)) return entry;
  return undefined;
}

function relayed(candidate: Entry | undefined): boolean {
  return candidate?.['candidateType'] === 'relay';
}

function rate(bytes: number, at: number, before: Reading | null): number | null {
  if (!before || at <= before.at || bytes < before.quality.bytes) return null;
  return Math.round(((bytes - before.quality.bytes) * 8000) / (at - before.at));
}

function loss(packets: number, lost: number, before: Reading | null): number | null {
  const gone = lost - (before?.lost ?? 0);
  const total = packets - (before?.packets ?? 0) + gone;
  return total <= 0 || gone < 0 ? null : (gone / total) * 100;
}

function number(entry: Entry | undefined, key: string): number | null {
  const value = entry?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function text(entry: Entry | undefined, key: string): string | null {
  const value = entry?.[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
