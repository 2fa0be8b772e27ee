// What Electron runs first when it is given a folder: `electron .`. The runtime out of the registry comes without it.
import { app } from 'electron';
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Parsed before anything is loaded, because Playwright's loader edits process.argv.
const argv = process.argv.slice(1);
const preload = [];
let target;
for (let at = 0; at < argv.length && target === undefined; at += 1) {
  const arg = argv[at];
  if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  }
  if (arg === '-r' || arg === '--require') {
    at += 1;
    preload.push(argv[at]);
  } else if (!arg.startsWith('-')) {
    target = arg;
  }
}
if (preload.length > 0) Module._preloadModules(preload);
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
if (target === undefined) {
  console.error('usage: electron FOLDER');
  process.exit(2);
}

const folder = path.resolve(target);
const manifest = path.join(folder, 'package.json');
let file = folder;
if (fs.existsSync(manifest)) {
  const about = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (about.version) app.setVersion(about.version);
  app.name = about.productName || about.name || 'Electron';
  app.setDesktopName(about.desktopName || `${app.name}.desktop`);
  app.setAppPath(folder);
  file = path.join(folder, about.main || 'index.js');
} else {
  app.setAppPath(path.dirname(file));
}

try {
  // Awaited at the top, so that `ready` waits for the app's own main.
  await import(pathToFileURL(file).toString());
} catch (error) {
  console.error(error?.stack ?? error);
  process.exit(1);
}
