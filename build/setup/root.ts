import path from 'node:path';

/** The repository's top folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');
export const inRoot = (...parts: string[]): string => path.join(ROOT, ...parts);
