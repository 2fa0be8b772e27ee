/**
 * The first line of what the kernel of macOS said when it died, which may quote words: in a report of JSON, whole or
 * cut off, or in one of plain text.
 */
export function panicWords(report: string): string | null {
  const inJson = /"panicString"\s*:\s*"((?:[^"\\]|\\.)*)/s.exec(report)?.[1];
  const text = inJson?.replace(/\\(.)/gs, (_, char: string) => (char === 'n' ? '\n' : char)) ?? report;
  return /panic\(cpu[^\n]{0,290}/.exec(text)?.[0].trim() ?? null;
}
