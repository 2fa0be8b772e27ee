/** Of the USB list of device and interface classes. */
const KINDS: Readonly<Record<string, string>> = {
  '01': 'audio',
  '02': 'communication',
  '03': 'input',
  '06': 'imaging',
  '07': 'printer',
  '08': 'storage',
  '09': 'hub',
  '0b': 'smart card',
  '0e': 'video',
  '10': 'audio/video',
  '11': 'billboard',
  dc: 'diagnostic',
  e0: 'wireless',
  ff: 'other',
};

/** What a device is for, by the classes of its interfaces (two hexadecimal digits), each once. */
export function usbKind(classes: readonly string[]): string {
  const kinds = new Set(classes.flatMap((each) => KINDS[each.toLowerCase()] ?? []));
  if (kinds.size > 1) kinds.delete('other');
  return [...kinds].join(', ').slice(0, 60);
}
