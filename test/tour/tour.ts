import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTour } from './run-tour.ts';

const WITHIN_MS = 180_000;

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (!values.out) {
  process.stderr.write(
    'npm run tour -- --out DIR   (DIR receives the screenshots, ticket.json and timings.json)\n',
  );
  process.exit(2);
}
const out = resolve(values.out);
mkdirSync(out, { recursive: true });

const overdue = setTimeout(() => {
  process.stderr.write(`The tour did not end within ${WITHIN_MS / 1000} s; it was stopped.\n`);
  process.exit(1);
}, WITHIN_MS);
try {
  const timings = await runTour(out, (line) => process.stdout.write(`${line}\n`));
  writeFileSync(join(out, 'timings.json'), `${JSON.stringify(timings, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(timings)}\n`);
} catch (error) {
  process.stderr.write(`The tour failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  clearTimeout(overdue);
}
