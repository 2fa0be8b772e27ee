/** What a screenshot may be, with the bytes such a file begins with. */
const PICTURES: Record<string, (head: Uint8Array) => boolean> = {
  'image/png': (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': (head) => startsWith(head, [0xff, 0xd8, 0xff]),
  'image/webp': (head) =>
    startsWith(head, [0x52, 0x49, 0x46, 0x46]) && startsWith(head.subarray(8), [0x57, 0x45, 0x42, 0x50]),
};

const WELL_FORMED = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/;

/** The media type without parameters, or null when a screenshot may not be of it. */
export function acceptedType(kind: 'screenshot' | 'file', contentType: string): string | null {
  const mediaType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (kind === 'screenshot') return Object.hasOwn(PICTURES, mediaType) ? mediaType : null;
  return WELL_FORMED.test(mediaType) ? mediaType : null;
}

/** Whether the bytes are what a picture's type says; other files are never looked into. */
export function looksLike(kind: 'screenshot' | 'file', mediaType: string, head: Uint8Array): boolean {
  return kind === 'file' || PICTURES[mediaType]?.(head) === true;
}

/** Pictures are served as what they are, all else as mere bytes. */
export function servedType(mediaType: string): string {
  return Object.hasOwn(PICTURES, mediaType) ? mediaType : 'application/octet-stream';
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[index] === byte);
}
