import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { UpdateFlow, type Busy, type UpdateQuery } from '../../../src/main/update/update-flow';
import { UpdateMemory } from '../../../src/main/update/update-memory';
import { nodeDisk } from '../../../src/main/storage/disk';
import { jsonFile } from '../../../src/main/storage/json-file';
import { ok, type Result } from '../../../src/shared/base/result';
import {
  handedOver,
  verifiedVersions,
  type PackageKind,
  type SignedRelease,
  type UpdateReason,
} from '../../../src/shared/model/update';
import { FakeClock } from '../../support/fake-clock';
import { memoryLog } from '../support/memory-log';
import { tempFolder } from '../support/temp-folder';
import { aRelease, FACTS, KEY, NOW, sign } from './releases';

export type Reply = Result<{ reason: UpdateReason; release: SignedRelease | null }>;
export const offer = (release = aRelease()): Reply => ok({ reason: 'offered', release: sign(release) });
export const none = (reason: UpdateReason = 'current'): Reply => ok({ reason, release: null });

/** An agent with everything around it made of words. */
export async function agent(over: { kind?: PackageKind; folder?: string } = {}) {
  const folder = over.folder ?? path.join(await tempFolder(), 'update');
  mkdirSync(folder, { recursive: true });
  const clock = new FakeClock(NOW);
  const log = memoryLog();
  const memory = new UpdateMemory(
    {
      verified: jsonFile(nodeDisk, path.join(folder, 'verified.json'), verifiedVersions, log),
      handedOver: jsonFile(nodeDisk, path.join(folder, 'handed-over.json'), handedOver, log),
    },
    folder,
  );
  await memory.open();
  const world = {
    reply: none() as Reply,
    busy: null as Busy | null,
    wishes: { channel: 'stable', ring: 'auto', updates: 'automatic' } as const as {
      channel: 'stable' | 'preview';
      ring: 'auto';
      updates: 'automatic' | 'off';
    },
    download: () => Promise.resolve(ok('/downloaded')) as Promise<Result<string>>,
    install: (_inTheWay: () => boolean): Promise<Result<'replaced' | 'postponed'>> =>
      Promise.resolve(ok('replaced')),
    obstacle: null as string | null,
    deskNow: () => clock.now(),
  };
  const asked: UpdateQuery[] = [];
  const did: string[] = [];
  const told: string[] = [];
  const flow = new UpdateFlow({
    facts: { ...FACTS, package: over.kind ?? 'appimage' },
    wishes: () => world.wishes,
    ask(query) {
      asked.push(query);
      return Promise.resolve(world.reply);
    },
    keys: [KEY.publicKey],
    memory,
    downloader: {
      download({ version }) {
        did.push(`download ${version}`);
        return world.download();
      },
      discard() {
        did.push('discard');
        return Promise.resolve();
      },
    },
    installer: {
      obstacle: () => world.obstacle,
      install(file, version, _file, inTheWay) {
        did.push(`install ${version} ${file}`);
        return world.install(inTheWay);
      },
      proven: () => void did.push('proven'),
    },
    busy: () => world.busy,
    deskNow: () => world.deskNow(),
    clock,
    random: () => 0.5,
    log,
    changed() {
      const { state, version, reason } = flow.report;
      told.push([state, version, reason].filter(Boolean).join(' '));
    },
  });
  return { flow, world, clock, log, asked, did, told, folder, memory };
}

/** Started, proven, online. */
export async function running(over: Parameters<typeof agent>[0] = {}) {
  const made = await agent(over);
  made.flow.start();
  made.clock.advance(30_000);
  made.did.length = 0;
  return made;
}
