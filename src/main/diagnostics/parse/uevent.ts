/** `KEY=value` lines, as in the kernel's `uevent` files; a prefix of the key is left out of the names. */
export function parseAssignments(text: string, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const at = line.indexOf('=');
      if (at <= 0 || !line.startsWith(prefix)) return [];
      return [[line.slice(prefix.length, at), line.slice(at + 1).trim()]];
    }),
  );
}
