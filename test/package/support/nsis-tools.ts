import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../build/setup/root';

const TEMPLATES = inRoot('node_modules/app-builder-lib/templates/nsis');
/** Plug-ins that are not on this machine. */
const MISSING = /\b(Nsis7z|StdUtils|UAC|WinShell|SpiderBanner|nsProcess)::(\w+)/g;

/** What electron-builder's script calls in them. */
function missingPlugins(): Map<string, Set<string>> {
  const plugins = new Map<string, Set<string>>();
  for (const file of globSync('**/*.{nsh,nsi}', { cwd: TEMPLATES })) {
    for (const [, plugin = '', name = ''] of readFileSync(path.join(TEMPLATES, file), 'utf8').matchAll(
      MISSING,
    )) {
      plugins.set(plugin, (plugins.get(plugin) ?? new Set()).add(name));
    }
  }
  return plugins;
}

/**
 * Stands in for the tools that electron-builder downloads, so that its whole script is compiled with ours in it:
 * Debian's makensis, plug-ins that hold nothing but the names of their functions, and for Wine a program that makes
 * the uninstaller's file appear. What comes out compiles, and is no installer to run.
 */
export function nsisTools(folder: string, anyProgram: string): Record<string, string> {
  const nsis = path.join(folder, 'nsis');
  mkdirSync(path.join(nsis, 'linux'), { recursive: true });
  for (const name of readdirSync('/usr/share/nsis'))
    symlinkSync(`/usr/share/nsis/${name}`, path.join(nsis, name));
  program(path.join(nsis, 'linux/makensis'), 'exec /usr/bin/makensis "$@"');
  copyFileSync(anyProgram, path.join(nsis, 'elevate.exe'));

  const plugins = path.join(folder, 'resources/plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const [name, functions] of missingPlugins()) {
    writeFileSync(path.join(plugins, `${name}.dll`), emptyLibrary(`${name}.dll`, [...functions]));
  }
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  program(path.join(bin, 'wine'), 'cp "$1" "${1%exe}__uninstaller.exe"');
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(folder, 'resources'),
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7zz',
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  };
}

function program(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

const HEADERS = 0x400;
const SECTION = 0x1000;

/** A 32-bit library with one section, which holds the table of its functions' names and no code. */
function emptyLibrary(name: string, functions: readonly string[]): Buffer {
  const names = functions.toSorted();
  const texts = Buffer.from([name, ...names].map((text) => `${text}\0`).join(''), 'latin1');
  const [addresses, pointers, ordinals] = [40, 40 + 4 * names.length, 40 + 8 * names.length];
  const textsAt = ordinals + 2 * names.length;
  const table = Buffer.alloc(Math.ceil((textsAt + texts.length) / 0x200) * 0x200);
  const at = (offset: number) => SECTION + offset;
  table.writeUInt32LE(at(textsAt), 12);
  table.writeUInt32LE(1, 16);
  table.writeUInt32LE(names.length, 20);
  table.writeUInt32LE(names.length, 24);
  for (const [index, offset] of [addresses, pointers, ordinals].entries())
    table.writeUInt32LE(at(offset), 28 + 4 * index);
  let text = textsAt + name.length + 1;
  for (const [index, each] of names.entries()) {
    table.writeUInt32LE(at(0), addresses + 4 * index);
    table.writeUInt32LE(at(text), pointers + 4 * index);
    table.writeUInt16LE(index, ordinals + 2 * index);
    text += each.length + 1;
  }
  texts.copy(table, textsAt);

  const head = Buffer.alloc(HEADERS);
  head.write('MZ');
  head.writeUInt32LE(0x40, 0x3c);
  head.write('PE\0\0', 0x40);
  head.writeUInt16LE(0x14c, 0x44); // for 32-bit Intel
  head.writeUInt16LE(1, 0x46); // sections
  head.writeUInt16LE(0xe0, 0x54); // size of the optional header
  head.writeUInt16LE(0x2102, 0x56); // a library
  const optional = 0x58;
  head.writeUInt16LE(0x10b, optional);
  head.writeUInt32LE(0x1000_0000, optional + 28); // where it would like to lie
  head.writeUInt32LE(0x1000, optional + 32);
  head.writeUInt32LE(0x200, optional + 36);
  head.writeUInt16LE(4, optional + 48);
  head.writeUInt32LE(SECTION + 0x1000, optional + 56);
  head.writeUInt32LE(HEADERS, optional + 60);
  head.writeUInt16LE(2, optional + 68);
  head.writeUInt32LE(16, optional + 92);
  head.writeUInt32LE(SECTION, optional + 96); // the table of names
  head.writeUInt32LE(table.length, optional + 100);
  const section = optional + 0xe0;
  head.write('.edata', section);
  head.writeUInt32LE(table.length, section + 8);
  head.writeUInt32LE(SECTION, section + 12);
  head.writeUInt32LE(table.length, section + 16);
  head.writeUInt32LE(HEADERS, section + 20);
  head.writeUInt32LE(0x4000_0040, section + 36);
  return Buffer.concat([head, table]);
}
