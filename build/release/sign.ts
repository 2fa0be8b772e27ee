import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { explain, say, SetupError } from '../setup/step.ts';
import { newReleaseKey, signerFrom } from './keys.ts';
import { RELEASE_FILE, signFolder } from './sign-folder.ts';

const USAGE =
  'npm run release:sign -- DIR --channel stable|preview --key FILE [--days 90] [--notes TEXT], or --new-key FILE';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        channel: { type: 'string' },
        key: { type: 'string' },
        days: { type: 'string', default: '90' },
        notes: { type: 'string', default: '' },
        'new-key': { type: 'string' },
      },
    });
  } catch (error) {
    throw new SetupError(error instanceof Error ? error.message : String(error), USAGE);
  }
}

/** The folder's own name is the version, as npm run package leaves it. */
async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const newKey = values['new-key'];
  if (newKey !== undefined) {
    const publicKey = newReleaseKey(newKey);
    say(`The private key is in ${newKey}: keep it off every network. Packages carry the public key:`);
    process.stdout.write(`${publicKey}\n`);
    return;
  }
  const [folder, ...more] = positionals;
  const { channel, key, notes } = values;
  const days = Number(values.days);
  if (folder === undefined || more.length > 0 || channel === undefined || key === undefined) {
    throw new SetupError('a folder, a channel and a key are needed.', USAGE);
  }
  if (!Number.isInteger(days) || days < 1 || days > 730) {
    throw new SetupError(`"${values.days}" is no number of days from 1 to 730.`, USAGE);
  }
  const version = path.basename(path.resolve(folder));
  const signer = signerFrom(readFileSync(key, 'utf8'));
  const files = await signFolder({ folder, version, channel, days, notes, signer });
  for (const { name, platform, arch, kind } of files) say(`  ${name} (${platform} ${arch} ${kind})`);
  say(`Signed ${version} for ${channel} with key ${signer.keyId}, good for ${days} days: ${RELEASE_FILE}`);
}

try {
  await main();
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
