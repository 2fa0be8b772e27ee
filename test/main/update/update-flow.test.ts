import { expect, test } from 'vitest';
import { rememberRolledBack } from '../../../src/main/update/trial';
import type { Busy, UpdateFlow } from '../../../src/main/update/update-flow';
import { fail, ok } from '../../../src/shared/base/result';
import type { PackageKind } from '../../../src/shared/model/update';
import { agent, none, offer, running, type Reply } from './agent-with-updates';
import { aRelease, FACTS, sign } from './releases';

const HOUR = 3_600_000;

/** Whatever a turned clock set off has come to rest. */
const settled = (flow: UpdateFlow) => flow.check();

test('it asks with what it is, installs what is offered, and says each step', async () => {
  const { flow, world, asked, did, told } = await running();
  world.reply = offer();
  await flow.check();
  expect(asked).toEqual([{ ...FACTS, channel: 'stable', ring: 'auto', updates: 'automatic' }]);
  // What was handed over is left to who took it: Squirrel reads it only now.
  expect(did).toEqual(['download 0.2.0', 'install 0.2.0 /downloaded']);
  expect(told).toEqual(['downloading 0.2.0', 'installing 0.2.0']);
});

test('once it has handed over it does nothing more', async () => {
  const { flow, world, clock, asked } = await running();
  world.reply = offer();
  await flow.check();
  await flow.check();
  clock.advance(9 * 60_000);
  expect(asked).toHaveLength(1);
});

test('still running ten minutes later it says that nothing came of it, and asks again', async () => {
  const { flow, world, clock, asked } = await running();
  world.reply = offer();
  await flow.check();
  clock.advance(10 * 60_000);
  expect(flow.report).toEqual({ state: 'failed', version: '0.2.0', reason: 'not-replaced' });
  clock.advance(15 * 60_000);
  expect(asked).toHaveLength(2);
});

test('online it asks within a minute, then about every four hours', async () => {
  const { flow, clock, asked } = await running();
  flow.online();
  clock.advance(29_000);
  expect(asked).toHaveLength(0);
  clock.advance(1_000);
  expect(asked).toHaveLength(1);
  await settled(flow);
  const before = asked.length;
  flow.online();
  clock.advance(3 * HOUR);
  expect(asked).toHaveLength(before);
  clock.advance(1 * HOUR);
  expect(asked).toHaveLength(before + 1);
});

test('a desk that does not answer is asked again, later each time, and nothing is forgotten of it', async () => {
  const { flow, world, clock, asked, log } = await running();
  world.reply = fail('desk-unreachable');
  await flow.check();
  expect(log.has('update.not-asked')).toBe(true);
  clock.advance(15 * 60_000);
  expect(asked).toHaveLength(2);
});

test.each<[string, PackageKind]>([
  ['deb', 'deb'],
  ['rpm', 'rpm'],
  ['msi', 'msi'],
  ['tar', 'tar'],
  ['a checkout', 'none'],
])('%s asks for nothing: others replace it', async (_name, kind) => {
  const { flow, asked, did } = await running({ kind });
  await flow.check();
  expect([asked, did]).toEqual([[], []]);
});

test('where policy says off nobody is asked', async () => {
  const { flow, world, asked } = await running();
  world.wishes = { ...world.wishes, updates: 'off' };
  world.reply = offer();
  await flow.check();
  expect(asked).toEqual([]);
});

test.each<[string, () => Reply, (world: { deskNow: () => number }) => void]>([
  [
    'bad-signature',
    () => ok({ reason: 'offered', release: { ...sign(aRelease()), signature: 'AAAA' } }),
    () => undefined,
  ],
  ['downgrade', () => offer(aRelease({ version: '0.0.9' })), () => undefined],
  ['wrong-channel', () => offer(aRelease({ channel: 'preview' })), () => undefined],
  // By the desk's clock, whatever this computer's says.
  ['expired', () => offer(), (world) => (world.deskNow = () => Date.parse('2027-03-01T00:00:00.000Z'))],
  ['expired', () => offer(aRelease({ expiresAt: '2026-11-21T08:00:00.000Z' })), () => undefined],
  // By this computer's, whatever a desk in wrong hands says.
  [
    'expired',
    () => offer(aRelease({ expiresAt: '2026-11-21T08:00:00.000Z' })),
    (world) => (world.deskNow = () => Date.parse('2026-01-01T00:00:00.000Z')),
  ],
])('%s: nothing is downloaded, and the desk is told', async (reason, reply, change) => {
  const { flow, world, did, log } = await running();
  world.reply = reply();
  change(world);
  await flow.check();
  expect(did).toEqual(['discard']);
  expect(flow.report).toMatchObject({ state: 'refused', reason });
  expect(log.lines.some(({ level, fields }) => level === 'warn' && fields['reason'] === reason)).toBe(true);
});

test('the highest version that was ever verified is the least, also after a restart', async () => {
  const { flow, world, folder } = await running();
  world.reply = offer(aRelease({ version: '0.3.0' }));
  world.download = () => Promise.resolve(fail('desk-unreachable', 'err-connection-reset'));
  await flow.check();
  expect(flow.report).toEqual({ state: 'failed', version: '0.3.0', reason: 'err-connection-reset' });
  flow.stop();
  const next = await running({ folder });
  next.world.reply = offer(aRelease({ version: '0.2.0' }));
  await next.flow.check();
  expect(next.flow.report).toMatchObject({ state: 'refused', version: '0.2.0', reason: 'downgrade' });
  next.world.reply = offer(aRelease({ version: '0.3.0' }));
  await next.flow.check();
  expect(next.did).toContain('install 0.3.0 /downloaded');
});

test('a half download is thrown away and tried again later', async () => {
  const { flow, world, clock, did, asked } = await running();
  world.reply = offer();
  world.download = () => Promise.resolve(fail('update-refused', 'wrong-hash'));
  await flow.check();
  expect(did).toEqual(['download 0.2.0', 'discard']);
  expect(flow.report).toEqual({ state: 'refused', version: '0.2.0', reason: 'wrong-hash' });
  clock.advance(15 * 60_000);
  expect(asked).toHaveLength(2);
});

test('a file that is another one when it is installed is refused, and the agent goes on', async () => {
  const { flow, world, asked } = await running();
  world.reply = offer();
  world.install = () => Promise.resolve(fail('update-refused', 'wrong-hash'));
  await flow.check();
  expect(flow.report).toMatchObject({ state: 'refused', reason: 'wrong-hash' });
  await flow.check();
  expect(asked).toHaveLength(2);
});

test('what could not be installed anyhow is not downloaded', async () => {
  const { flow, world, did } = await running();
  world.reply = offer();
  world.obstacle = 'not-writable';
  await flow.check();
  expect(did).toEqual([]);
  expect(flow.report).toEqual({ state: 'refused', version: '0.2.0', reason: 'not-writable' });
});

test.each<Busy>(['help-open', 'sending', 'assist-open'])(
  '%s: it waits, and asks anew once idle',
  async (busy) => {
    const { flow, world, clock, did, asked, told } = await running();
    world.reply = offer();
    world.busy = busy;
    await flow.check();
    expect(flow.report).toEqual({ state: 'waiting', version: '0.2.0', reason: busy });
    expect(did).toEqual(busy === 'assist-open' ? [] : ['download 0.2.0']);
    clock.advance(60_000);
    expect(asked).toHaveLength(1);
    world.busy = null;
    clock.advance(5_000);
    await expect.poll(() => did.at(-1)).toBe('install 0.2.0 /downloaded');
    expect(asked).toHaveLength(2);
    expect(told.at(-1)).toBe('installing 0.2.0');
  },
);

test('an assist that begins while the file is made ready keeps it from being installed', async () => {
  const { flow, world, clock, did } = await running();
  world.reply = offer();
  world.install = (inTheWay) => {
    world.busy = 'assist-open';
    return Promise.resolve(ok(inTheWay() ? 'postponed' : 'replaced'));
  };
  await flow.check();
  expect(flow.report).toEqual({ state: 'waiting', version: '0.2.0', reason: 'assist-open' });
  world.busy = null;
  world.install = (inTheWay) => Promise.resolve(ok(inTheWay() ? 'postponed' : 'replaced'));
  clock.advance(5_000);
  await expect.poll(() => did.filter((what) => what.startsWith('install'))).toHaveLength(2);
  await expect.poll(() => flow.report.state).toBe('installing');
});

test('a desk that serves others first is asked again in minutes, however often it says so', async () => {
  const { flow, world, clock, did } = await running();
  world.reply = offer();
  world.download = () => Promise.resolve(fail('unavailable', 'desk-busy'));
  await flow.check();
  for (const times of [2, 3, 4, 5]) {
    expect(flow.report).toEqual({ state: 'waiting', version: '0.2.0', reason: 'desk-busy' });
    clock.advance(4 * 60_000);
    await expect.poll(() => did).toHaveLength(2 * times);
  }
});

test('what nobody foresaw is reported, and is not the end of all updates', async () => {
  const { flow, world, clock, asked, log } = await running();
  world.reply = offer();
  world.download = () => Promise.reject(new Error('a bug'));
  await flow.check();
  expect(flow.report).toEqual({ state: 'failed', version: '0.2.0', reason: 'unforeseen' });
  expect(log.has('update.unforeseen')).toBe(true);
  clock.advance(15 * 60_000);
  expect(asked).toHaveLength(2);
});

test('an installer that replaced nothing three times is not run again, the next version’s is', async () => {
  const { folder } = await agent();
  /** Started anew, still as the old version. */
  const again = async (version = '0.2.0') => {
    const { flow, world, did } = await running({ folder });
    world.reply = offer(aRelease({ version }));
    await flow.check();
    flow.stop();
    return { report: flow.report, did };
  };
  for (let times = 0; times < 3; times += 1) expect((await again()).report.state).toBe('installing');
  const { report, did } = await again();
  expect(report).toEqual({ state: 'failed', version: '0.2.0', reason: 'not-replaced' });
  expect(did).toEqual([]);
  expect((await again('0.2.1')).report.state).toBe('installing');
});

test('what was refused when it was to be installed does not count as run', async () => {
  const { flow, world, memory } = await running();
  world.reply = offer();
  world.install = () => Promise.resolve(fail('disk-full', 'disk-full'));
  for (let times = 0; times < 4; times += 1) await flow.check();
  expect(flow.report).toMatchObject({ reason: 'disk-full' });
  expect(memory.timesHandedOver('0.2.0')).toBe(0);
});

test('what was paused while it waited is not installed', async () => {
  const { flow, world, clock, did } = await running();
  world.reply = offer();
  world.busy = 'help-open';
  await flow.check();
  world.busy = null;
  world.reply = none('paused');
  clock.advance(5_000);
  await settled(flow);
  expect(did).toEqual(['download 0.2.0', 'discard']);
  expect(flow.report.state).toBe('idle');
});

test('a version that was taken back is told at once, and not tried again', async () => {
  const { folder } = await agent();
  rememberRolledBack(folder, { version: '0.2.0', at: '2026-11-21T07:00:00.000Z', outcome: 'rolled-back' });
  const { flow, world, did } = await running({ folder });
  expect(flow.report).toEqual({ state: 'rolled-back', version: '0.2.0', reason: 'crashed' });
  world.reply = offer();
  await flow.check();
  expect(did).toEqual(['discard']);
  expect(flow.report).toEqual({ state: 'rolled-back', version: '0.2.0', reason: 'rolled-back-before' });
  world.reply = offer(aRelease({ version: '0.2.1' }));
  await flow.check();
  expect(did).toContain('install 0.2.1 /downloaded');
});

test('half a minute after its start a version has proven itself, and not before may another come', async () => {
  const { flow, world, clock, did } = await agent();
  flow.start();
  world.reply = offer();
  await flow.check();
  expect(flow.report).toMatchObject({ state: 'waiting', reason: 'on-trial' });
  clock.advance(29_000);
  expect(did).not.toContain('proven');
  clock.advance(6_000);
  expect(did).toContain('proven');
  await expect.poll(() => did).toContain('install 0.2.0 /downloaded');
});

test('the desk says that something changed while a question is under way: it is asked once more', async () => {
  const { flow, world, asked } = await running();
  world.reply = none('ring');
  const first = flow.check();
  world.reply = offer();
  await Promise.all([first, flow.check()]);
  expect(asked).toHaveLength(2);
});

test('stopped, it starts nothing any more', async () => {
  const { flow, world, clock, asked, did } = await running();
  world.reply = offer();
  world.busy = 'help-open';
  await flow.check();
  flow.stop();
  world.busy = null;
  clock.advance(24 * HOUR);
  await flow.check();
  expect(asked).toHaveLength(1);
  expect(did).toEqual(['download 0.2.0']);
  expect(clock.pending).toBe(0);
});
