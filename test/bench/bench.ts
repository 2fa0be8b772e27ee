import { cpus, totalmem } from 'node:os';
import { measureDiagnostics } from './diagnostics.ts';
import { measureIdle } from './idle.ts';
import { measureLive } from './live.ts';
import { measurePackage } from './package.ts';
import { measureTicket } from './ticket.ts';
import { measureUpdates } from './updates.ts';

const BENCHES: Record<string, () => Promise<unknown>> = {
  ticket: measureTicket,
  'live-720p': () => measureLive(1280, 720),
  'live-1080p': () => measureLive(1920, 1080),
  idle: measureIdle,
  diagnostics: measureDiagnostics,
  package: measurePackage,
  updates: measureUpdates,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(
    `No bench named ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(2);
}

const figures: Record<string, unknown> = {
  machine: {
    cores: cpus().length,
    processor: cpus()[0]?.model,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
};
for (const [name, measure] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`measuring ${name} ...\n`);
  figures[name] = await measure();
}
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
