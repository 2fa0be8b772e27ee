import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../setup/root.ts';
import type { Component } from './inside.ts';

/** What the bundles run in. */
interface Runtime {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

interface Described {
  readonly product: string;
  readonly version: string;
  readonly epoch: number;
  readonly runtime: Runtime;
}

export function electronRuntime(version: string): Runtime {
  const description = 'with Chromium and Node.js, whose parts LICENSES.chromium.html names';
  return { name: 'electron', version, description };
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** npm's lock file knows each package's hash as it came from the registry. */
function lockedHashes(): ReadonlyMap<string, string> {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  return new Map(
    Object.entries(lock.packages).flatMap(([place, { integrity }]) =>
      integrity ? [[place, integrity]] : [],
    ),
  );
}

function hashesOf(component: Component, locked: ReadonlyMap<string, string>): object {
  const at = component.folder.lastIndexOf(`${path.sep}node_modules${path.sep}`);
  const nested = component.folder.indexOf(`${path.sep}node_modules${path.sep}`);
  const place = component.folder
    .slice((at === nested ? at : nested) + 1)
    .split(path.sep)
    .join('/');
  const integrity = locked.get(place);
  if (integrity === undefined || !integrity.startsWith('sha512-')) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] };
}

/**
 * The bill of materials in CycloneDX 1.6: what the bundles hold and what they run in. npm's own view is of no
 * use here: everything that is bundled is a development dependency.
 */
export function billOfMaterials(
  components: readonly Component[],
  { product, version, epoch, runtime }: Described,
): string {
  const locked = lockedHashes();
  const reference = purl(product, version);
  const runtimeReference = purl(runtime.name, runtime.version);
  const parts = components.map((component) => ({
    type: 'library',
    'bom-ref': purl(component.name, component.version),
    name: component.name,
    version: component.version,
    licenses: [{ expression: component.license }],
    purl: purl(component.name, component.version),
    ...hashesOf(component, locked),
  }));
  const content = {
    metadata: {
      timestamp: new Date(epoch * 1000).toISOString(),
      tools: { components: [{ type: 'application', name: 'deskside build/package' }] },
      component: {
        type: 'application',
        'bom-ref': reference,
        name: product,
        version,
        licenses: [{ expression: 'Apache-2.0' }],
        purl: reference,
      },
    },
    components: [
      {
        type: 'framework',
        'bom-ref': runtimeReference,
        ...runtime,
        licenses: [{ expression: 'MIT' }],
        purl: runtimeReference,
      },
      ...parts,
    ],
    dependencies: [
      { ref: reference, dependsOn: [runtimeReference, ...parts.map((part) => part['bom-ref'])] },
    ],
  };
  return `${JSON.stringify(
    { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialOf(content), version: 1, ...content },
    null,
    2,
  )}\n`;
}

/** The same content has the same number, so that two builds of one commit are alike. */
function serialOf(content: object): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
