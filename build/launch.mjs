import { launch } from './setup/stage0.mjs';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node build/launch.mjs SCRIPT.ts [arguments]');
  process.exit(2);
}
await launch(script, args);
