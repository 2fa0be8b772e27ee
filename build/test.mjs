import { launch } from './setup/stage0.mjs';

await launch('build/run/test.ts', process.argv.slice(2));
