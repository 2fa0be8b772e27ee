/**
 * Four hexadecimal digits by which two values can be told apart, and neither of them be known: HalfSipHash-2-4 over
 * the secret salt and the value. Shared code has no keyed hash at hand.
 */
export function shortHash(salt: string, value: string): string {
  const units = `${salt}\0${value}`;
  let v0 = 0;
  let v1 = 0;
  let v2 = 0x6c796765;
  let v3 = 0x74656462;
  const round = () => {
    v0 = (v0 + v1) | 0;
    v1 = rotate(v1, 5) ^ v0;
    v0 = rotate(v0, 16);
    v2 = (v2 + v3) | 0;
    v3 = rotate(v3, 8) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = rotate(v3, 7) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = rotate(v1, 13) ^ v2;
    v2 = rotate(v2, 16);
  };
  const absorb = (block: number) => {
    v3 ^= block;
    round();
    round();
    v0 ^= block;
  };
  // Two UTF-16 units make a block; the last one ends in the length.
  for (let at = 0; at + 1 < units.length; at += 2) {
    absorb(units.charCodeAt(at) | (units.charCodeAt(at + 1) << 16));
  }
  const odd = units.length % 2 === 1 ? units.charCodeAt(units.length - 1) : 0;
  absorb(odd | ((units.length & 0xff) << 24));
  v2 ^= 0xff;
  for (let count = 0; count < 4; count += 1) round();
  return ((v1 ^ v3) & 0xffff).toString(16).padStart(4, '0');
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
