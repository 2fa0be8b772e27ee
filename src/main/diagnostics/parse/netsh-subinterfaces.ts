/** `netsh interface ipv4 show subinterfaces`: numbers and the interface's name, under headings in the system's language. */
export function parseSubinterfaces(output: string): Map<string, number> {
  const rows = output.matchAll(/^\s*(\d+)\s+\d+\s+\d+\s+\d+\s+(\S.*?)\s*$/gm);
  // Links without a limit of their own say 4294967295.
  return new Map(
    [...rows].flatMap(([, mtu, name = '']) =>
      Number(mtu) < 1_000_000 ? [[name, Number(mtu)] as const] : [],
    ),
  );
}
