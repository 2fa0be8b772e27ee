import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../build/setup/root';

/** A house in miniature: every line is one file with the one thing it imports. */
const SOUND = {
  'src/shared/base/result.ts': 'zod',
  'src/shared/contract/ipc.ts': '../base/result',
  'src/preload/help.ts': '../shared/contract/ipc',
  'src/preload/bridge.ts': 'electron/renderer',
  'src/main/shell/tray.ts': 'electron/main',
  'src/main/help/help-flow.ts': '../../shared/base/result',
  'src/main/diagnostics/collect.ts': 'systeminformation',
  'src/main/link/desk-link.ts': 'socket.io-client',
  'src/main/link/outbox.ts': 'node:fs/promises',
  'src/main/app/index.ts': '../shell/tray',
  'src/renderer/kit/rtc/peer.ts': 'simple-peer',
  'src/renderer/agent/help/page.ts': '../../kit/rtc/peer',
  'src/renderer/console/api/live.ts': 'socket.io-client',
  'src/desk/features/tickets.ts': '../../shared/base/result',
  'src/desk/http/server.ts': 'fastify',
  'src/desk/http/routes.ts': '../features/tickets',
  'src/desk/live/gateway.ts': 'socket.io',
  'src/desk/adapters/sqlite/open.ts': 'node:sqlite',
  'src/desk/adapters/sqlite/store.ts': 'kysely',
  'src/desk/app/index.ts': '../adapters/sqlite/store',
  'build/bundle.ts': 'node:fs',
  'test/desk/store.test.ts': '../../src/desk/adapters/sqlite/store',
} as const;

const BREACHES = {
  'src/shared/base/breach-main.ts': '../../main/shell/tray',
  'src/shared/base/breach-node.ts': 'node:fs',
  'src/preload/breach-inside.ts': '../shared/base/result',
  'src/main/shell/breach-feature.ts': '../help/help-flow',
  'src/main/help/breach-electron.ts': 'electron',
  'src/main/help/breach-electron-main.ts': 'electron/main',
  'src/main/help/breach-shell.ts': '../shell/tray',
  'src/main/help/breach-facts.ts': 'systeminformation',
  'src/main/help/breach-socket.ts': 'socket.io-client',
  'src/main/help/breach-zod.ts': 'zod',
  'src/main/help/breach-app.ts': '../app/index',
  'src/main/app/breach-electron.ts': 'electron/main',
  'src/main/help/breach-build.ts': '../../../build/bundle',
  'src/renderer/kit/breach-agent.ts': '../agent/help/page',
  'src/renderer/kit/rtc/breach-peer.ts': 'simple-peer',
  'src/renderer/agent/help/breach-node.ts': 'path',
  'src/renderer/console/breach-agent.ts': '../agent/help/page',
  'src/renderer/console/breach-socket.ts': 'engine.io-client',
  'src/desk/features/breach-adapter.ts': '../adapters/sqlite/store',
  'src/desk/features/breach-sqlite.ts': 'node:sqlite',
  'src/desk/http/breach-live.ts': '../live/gateway',
  'src/desk/http/breach-kysely.ts': 'kysely',
  'src/desk/http/breach-socket.ts': 'socket.io',
  'src/desk/live/breach-http.ts': 'fastify',
  'src/desk/adapters/breach-http.ts': '../http/server',
  'src/desk/app/breach-main.ts': '../../main/help/help-flow',
  'build/breach-source.ts': '../src/shared/base/result',
  'src/stray/breach-nowhere.ts': 'zod',
} as const;

const house = mkdtempSync(join(tmpdir(), 'deskside-borders-'));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, imported] of Object.entries(files)) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `export * from '${imported}';\n`);
  }
}

/** The planted files that the project's own lint configuration reports for their imports. */
async function reported(): Promise<string[]> {
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [oxlint, '-f', 'json', 'src', 'build', 'test'],
      { cwd: house },
      (_error, stdout) => resolve(stdout),
    );
  });
  const report = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  const files = report.diagnostics.filter(({ code }) => code.startsWith('boundaries'));
  return [...new Set(files.map(({ filename }) => filename))].sort();
}

beforeAll(() => {
  cpSync(join(ROOT, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'dir');
  plant(SOUND);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

test('a sound house passes, and every planted breach of a border is reported', async () => {
  expect(await reported()).toEqual([]);
  plant(BREACHES);
  expect(await reported()).toEqual(Object.keys(BREACHES).sort());
}, 30_000);
