import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

function filesBelow(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

/** One hash over the names and contents of files and folders, in a fixed order; what is missing counts as empty. */
export function hashInputs(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    hash.update(`at ${path.basename(place)}\0`);
    for (const file of filesBelow(place)) {
      const content = readFileSync(file);
      hash.update(`${path.relative(place, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}
