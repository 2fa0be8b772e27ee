import { Ajv } from 'ajv';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builderConfig, layOver } from '../../build/package/builder-config.ts';
import { macOverrides } from '../../build/package/macos/targets-macos.ts';
import { parseFpm } from '../../build/package/fpm-arguments.ts';
import { billOfMaterials, electronRuntime } from '../../build/package/sbom.ts';
import { isAllowed, thirdPartyNotices } from '../../build/package/notices.ts';
import { TARGETS } from '../../build/package/targets.ts';
import type { BuildRequest, Job } from '../../build/package/target.ts';
import { inRoot } from '../../build/setup/root.ts';

/** Made by their own tools: electron-builder has no say in them. */
const OWN = ['dir', 'tar.gz', 'msi'];
/** Put together and signed in one run: its configuration is looked at without the run. */
const MAC = ['pkg', 'dmg', 'mac-zip'];

class Asked extends Error {
  readonly request: BuildRequest;
  constructor(request: BuildRequest) {
    super('asked');
    this.request = request;
  }
}

/** electron-builder makes those. */
const AGENTS = TARGETS.filter(({ madeOf }) => madeOf === undefined);

describe('what electron-builder is given', () => {
  let work: string;
  const valid = new Ajv({
    allErrors: true,
    strict: false,
    allowUnionTypes: true,
    validateFormats: false,
  }).compile(JSON.parse(readFileSync(inRoot('node_modules/app-builder-lib/scheme.json'), 'utf8')) as object);
  const faultsOf = (config: unknown) => {
    valid(config);
    return (valid.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map(
        ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      );
  };

  beforeAll(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'deskside-config-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  /** The target is asked to make itself, up to where it calls electron-builder. */
  async function configOf(name: string): Promise<unknown> {
    const target = TARGETS.find((one) => one.name === name);
    if (target === undefined) throw new Error(`no target ${name}`);
    const job: Job = {
      version: '1.2.3',
      out: work,
      work: mkdtempSync(path.join(work, 'job-')),
      epoch: 0,
      unpacked: () => Promise.resolve(path.join(work, 'unpacked')),
      build: (request) => Promise.reject(new Asked(request)),
    };
    const asked = await target.make(job).catch((error: unknown) => error);
    if (!(asked instanceof Asked)) throw new Error(`${name} did not ask electron-builder`, { cause: asked });
    const { platform, overrides } = asked.request;
    return builderConfig({
      platform,
      version: job.version,
      app: work,
      out: work,
      ...(overrides ? { overrides } : {}),
    });
  }

  it.each(AGENTS.map(({ name }) => name).filter((name) => ![...OWN, ...MAC].includes(name)))(
    'fits its schema for %s',
    async (name) => expect(faultsOf(await configOf(name))).toEqual([]),
  );

  it('fits its schema for macOS', () => {
    const overrides = macOverrides(path.join(work, 'package-kind'));
    const run = { platform: 'darwin', version: '1.2.3', app: work, out: work, overrides } as const;
    expect(faultsOf(builderConfig(run))).toEqual([]);
  });

  it('does not fit with a key or a type that is wrong', async () => {
    const config = (await configOf('deb')) as unknown as Record<string, unknown>;
    expect(faultsOf(layOver(config, { mac: { hardenedRunTime: true } }))).not.toEqual([]);
    expect(faultsOf(layOver(config, { nsis: { perMachine: 'yes' } }))).not.toEqual([]);
  });

  it('closes every way into the packaged program that Electron lets be closed', async () => {
    expect(await configOf('deb')).toMatchObject({
      asar: true,
      electronFuses: {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
      },
    });
  });
});

describe('the stand-in for fpm', () => {
  it('reads values behind options and behind equals signs, and the last of several', () => {
    const request = parseFpm([
      '-s',
      'dir',
      '--force',
      '-t',
      'deb',
      '-d',
      'a | b',
      '-d',
      'c',
      '--name=x',
      '--name',
      'y',
      '/from/=/to',
    ]);
    expect([request.one('t'), request.one('name'), request.find('url')]).toEqual(['deb', 'y', undefined]);
    expect(request.many('depends')).toEqual(['a | b', 'c']);
    expect(request.maps).toEqual([{ from: '/from/', to: '/to' }]);
  });

  it('refuses what it would have to guess', () => {
    expect(() => parseFpm(['--name'])).toThrow('no value');
    expect(() => parseFpm(['file'])).toThrow('no place');
    expect(() => parseFpm([]).one('package')).toThrow('--package is missing');
  });
});

describe('code of others', () => {
  const zod = { name: 'zod', version: '9.9.9', license: 'MIT', folder: inRoot('node_modules/zod') };

  it.each([
    ['MIT', true],
    ['(MIT OR WTFPL)', true],
    ['MIT AND Zlib-something', false],
    ['GPL-3.0-only', false],
    ['MIT OR (GPL-2.0 AND ISC)', false],
    ['none', false],
  ])('under %s: %s', (license, allowed) => expect(isAllowed(license)).toBe(allowed));

  it('is named with the text of its licence, or not packaged at all', () => {
    expect(thirdPartyNotices([zod])).toMatch(/zod 9\.9\.9\nLicence: MIT\n\nMIT License\n/);
    expect(() => thirdPartyNotices([{ ...zod, license: 'GPL-3.0-only' }])).toThrow(
      'zod 9.9.9 (GPL-3.0-only)',
    );
  });

  it('is listed in a bill of materials that fits CycloneDX 1.6', () => {
    const library = inRoot('node_modules/@cyclonedx/cyclonedx-library/res/schema');
    const schema = (name: string) =>
      JSON.parse(readFileSync(path.join(library, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
      ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
    }
    const fits = ajv.compile(schema('bom-1.6'));
    const bill = billOfMaterials([zod], {
      product: 'deskside',
      version: '1.2.3',
      epoch: 1_795_000_000,
      runtime: electronRuntime('45.4.1'),
    });
    expect([fits(JSON.parse(bill)), fits.errors]).toEqual([true, null]);
    expect(JSON.parse(bill)).toMatchObject({
      components: [{ name: 'electron' }, { purl: 'pkg:npm/zod@9.9.9', hashes: [{ alg: 'SHA-512' }] }],
    });
  });
});
