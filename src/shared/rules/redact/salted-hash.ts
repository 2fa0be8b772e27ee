const WORD = 0xffff_ffff_ffff_ffffn;

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & WORD;
}

/**
 * Four hexadecimal digits that tell two values apart and neither of them: SipHash-2-4 over the secret salt and the
 * value. Shared code has no other hash at hand that is keyed.
 */
export function shortHash(salt: string, value: string): string {
  const bytes = bytesOf(`${salt}\0${value}`);
  let v0 = 0x736f6d6570736575n;
  let v1 = 0x646f72616e646f6dn;
  let v2 = 0x6c7967656e657261n;
  let v3 = 0x7465646279746573n;
  const round = () => {
    v0 = (v0 + v1) & WORD;
    v1 = rotate(v1, 13n) ^ v0;
    v0 = rotate(v0, 32n);
    v2 = (v2 + v3) & WORD;
    v3 = rotate(v3, 16n) ^ v2;
    v0 = (v0 + v3) & WORD;
    v3 = rotate(v3, 21n) ^ v0;
    v2 = (v2 + v1) & WORD;
    v1 = rotate(v1, 17n) ^ v2;
    v2 = rotate(v2, 32n);
  };
  for (let start = 0; start <= bytes.length; start += 8) {
    // The last block, perhaps without bytes of its own, ends in the length.
    let block = start + 8 > bytes.length ? BigInt(bytes.length & 0xff) << 56n : 0n;
    for (const [index, byte] of bytes.slice(start, start + 8).entries())
      block |= BigInt(byte) << BigInt(8 * index);
    v3 ^= block;
    round();
    round();
    v0 ^= block;
  }
  v2 ^= 0xffn;
  for (let count = 0; count < 4; count += 1) round();
  return ((v0 ^ v1 ^ v2 ^ v3) & 0xffffn).toString(16).padStart(4, '0');
}

function bytesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).flatMap((unit) => [
    unit & 0xff,
    unit >> 8,
  ]);
}
