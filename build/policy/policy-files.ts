import { writePolicyFiles } from './write.ts';

await writePolicyFiles();
