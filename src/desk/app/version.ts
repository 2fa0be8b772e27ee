import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const OURS = new Set(['deskside', 'deskside-desk']);

/** By the nearest package.json that is ours: beside the packaged program, or the checkout's. */
export function deskVersion(from: string = import.meta.dirname): string {
  try {
    const about = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Record<string, unknown>;
    if (OURS.has(String(about['name']))) return String(about['version']);
  } catch {
    // None here; one further up, perhaps.
  }
  const above = dirname(from);
  return above === from ? '0.0.0' : deskVersion(above);
}
