import { launch } from './setup/stage0.mjs';

await launch('build/run/start.ts', process.argv.slice(2));
