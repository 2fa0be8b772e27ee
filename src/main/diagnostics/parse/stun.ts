import { randomBytes } from 'node:crypto';

const COOKIE = 0x21_12_a4_42;
const BINDING_REQUEST = 0x00_01;
/** Success and error alike show that the server is there. */
const BINDING_ANSWERS = new Set([0x01_01, 0x01_11]);
const XOR_MAPPED_ADDRESS = 0x00_20;
const HEADER = 20;

/** A binding request of RFC 5389 without attributes: what is my address, seen from there? */
export function bindingRequest(): Buffer {
  const request = Buffer.alloc(HEADER);
  request.writeUInt16BE(BINDING_REQUEST, 0);
  request.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(request, 8);
  return request;
}

/** Whether the whole answer to that request has come, and the address in it. Over TCP it may come in pieces. */
export function readBinding(answer: Buffer, request: Buffer): { mapped: string | null } | null {
  if (answer.length < HEADER || !BINDING_ANSWERS.has(answer.readUInt16BE(0))) return null;
  if (answer.compare(request, 4, HEADER, 4, HEADER) !== 0) return null;
  const end = HEADER + answer.readUInt16BE(2);
  if (answer.length < end) return null;
  for (let at = HEADER; at + 4 <= end;) {
    const length = answer.readUInt16BE(at + 2);
    const value = answer.subarray(at + 4, Math.min(end, at + 4 + length));
    if (answer.readUInt16BE(at) === XOR_MAPPED_ADDRESS) return { mapped: mappedAddress(value, request) };
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { mapped: null };
}

/** Written over with the cookie and the request's id, so that no router in between rewrites it. */
function mappedAddress(value: Buffer, request: Buffer): string | null {
  const six = value[1] === 2;
  if (value.length < (six ? 20 : 8)) return null;
  const port = value.readUInt16BE(2) ^ (COOKIE >>> 16);
  const plain = value.subarray(4, six ? 20 : 8).map((byte, index) => byte ^ (request[4 + index] ?? 0));
  if (!six) return `${plain.join('.')}:${port}`;
  const groups = Buffer.from(plain).toString('hex').match(/.{4}/g) ?? [];
  return `${new URL(`http://[${groups.join(':')}]`).hostname}:${port}`;
}
