import { link, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result } from '../../shared/base/result';
import type { RepositoryKey, Signed } from '../features/updates/apt/apt-ports';
import { runProgram } from './run-program';
import { syncFolder } from './sync-folder';

const GPG = { name: 'gpg', from: 'gnupg' };
const GPGCONF = { name: 'gpgconf', from: 'gnupg' };
const USER_ID = 'Deskside package repository';
const KEY_FILE = 'signing-key.asc';

type Gpg = (args: readonly string[], input?: string | Buffer) => Promise<Result<Buffer>>;

/**
 * The repository's key as one file beside the index, used by `gpg` in a folder that lives as long as the signing:
 * no agent stays behind, and two processes may sign at once.
 */
export class GpgKey implements RepositoryKey {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  sign(texts: readonly string[]): Promise<Result<Signed>> {
    return this.#withKey(async (gpg) => {
      const publicKey = await gpg(['--export']);
      if (!publicKey.ok) return publicKey;
      const signatures: Signed['signatures'] = [];
      for (const text of texts) {
        const clear = await gpg(['--clear-sign'], text);
        if (!clear.ok) return clear;
        const detached = await gpg(['--armor', '--detach-sign'], text);
        if (!detached.ok) return detached;
        signatures.push({ clear: String(clear.value), detached: String(detached.value) });
      }
      return ok({ publicKey: publicKey.value, signatures });
    });
  }

  async #withKey<T>(work: (gpg: Gpg) => Promise<Result<T>>): Promise<Result<T>> {
    const existing = await this.#existing();
    return inHome(async (gpg) => {
      if (existing !== null) {
        const imported = await gpg(['--import'], existing);
        return imported.ok ? work(gpg) : imported;
      }
      const made = await this.#make(gpg);
      if (!made.ok) return made;
      // Of two processes that made one at once, the first one's counts.
      return made.value === 'ours' ? work(gpg) : this.#withKey(work);
    });
  }

  async #make(gpg: Gpg): Promise<Result<'ours' | 'other'>> {
    const made = await gpg(['--quick-generate-key', USER_ID, 'ed25519', 'sign', 'never']);
    if (!made.ok) return made;
    const secret = await gpg(['--armor', '--export-secret-keys']);
    if (!secret.ok) return secret;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, KEY_FILE);
    const temporary = `${path}.${process.pid}.tmp`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(secret.value);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      // Unlike a rename, a link never replaces what another process has just put there.
      await link(temporary, path);
      await syncFolder(this.#folder);
      return ok('ours');
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      return ok('other');
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async #existing(): Promise<Buffer | null> {
    try {
      return await readFile(join(this.#folder, KEY_FILE));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return null;
      throw error;
    }
  }
}

/** In the system's folder for such things: the path of gpg's socket must be short, that of our data may be long. */
async function inHome<T>(work: (gpg: Gpg) => Promise<Result<T>>): Promise<Result<T>> {
  const home = await mkdtemp(join(tmpdir(), 'deskside-gpg-'));
  const common = ['--homedir', home, '--batch', '--no-tty', '--quiet', '--pinentry-mode', 'loopback'];
  const hashes = ['--passphrase', '', '--digest-algo', 'SHA512', '--cert-digest-algo', 'SHA512'];
  try {
    return await work((args, input) => runProgram(GPG, [...common, ...hashes, ...args], input));
  } finally {
    await runProgram(GPGCONF, ['--homedir', home, '--kill', 'all']);
    await rm(home, { recursive: true, force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
