/** Semver precedence: negative where `a` is older than `b`. Both must be versions as `shared/model/update` has them. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (const part of [0, 1, 2]) {
    const difference = (left.numbers[part] ?? 0) - (right.numbers[part] ?? 0);
    if (difference !== 0) return difference;
  }
  // A version with a preview part comes before the one without.
  if (left.preview.length === 0 || right.preview.length === 0) {
    return Number(right.preview.length > 0) - Number(left.preview.length > 0);
  }
  return comparePreviews(left.preview, right.preview);
}

function split(version: string): { numbers: readonly number[]; preview: readonly string[] } {
  const dash = version.indexOf('-');
  const core = dash < 0 ? version : version.slice(0, dash);
  return {
    numbers: core.split('.').map(Number),
    preview: dash < 0 ? [] : version.slice(dash + 1).split('.'),
  };
}

function comparePreviews(left: readonly string[], right: readonly string[]): number {
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const [a, b] = [left[part], right[part]];
    if (a === undefined || b === undefined) return left.length - right.length;
    const difference = comparePreviewParts(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePreviewParts(a: string, b: string): number {
  const numeric = [/^\d+$/.test(a), /^\d+$/.test(b)] as const;
  if (numeric[0] && numeric[1]) return Number(a) - Number(b);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
