import { z } from 'zod';
import { requiredLine } from '../model/text';

const HOTKEY = /^(?:(?:Control|Ctrl|CommandOrControl|Alt|Option|Shift|Super|Meta)\+){1,4}[A-Z0-9]+$/i;
const HOST_AND_PORT = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::(\d{1,5}))?$/;
const TOKEN = /^[A-Za-z0-9_-]{10,200}$/;
const WRONG_ADDRESS = 'must be the desk’s address, for example https://desk.example.org';
const PROXY = /^(?:https?|socks[45]):\/\/(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/;

/** The desk's address without path, user or query: its origin. */
export const httpUrl = z
  .url({ protocol: /^https?$/, normalize: true, error: WRONG_ADDRESS })
  .max(300)
  .regex(/^https?:\/\/[^/?#@]+\/$/, WRONG_ADDRESS)
  .transform((value) => value.slice(0, -1));

export const token = z.string().regex(TOKEN, 'must be an enrolment token as the desk printed it');

/** An Electron accelerator, or `none`. */
export const hotkey = z
  .string()
  .max(60)
  .refine(
    (value) => value === 'none' || HOTKEY.test(value),
    'must be none or a combination such as Control+Alt+H',
  );

/** `system`, `direct`, or one proxy without user and password: those are asked of the operating system. */
export const proxyRule = z
  .string()
  .refine(
    (value) => value === 'system' || value === 'direct' || PROXY.test(value),
    'must be system, direct, or an address such as http://proxy.example.org:3128',
  );

export interface HostAndPort {
  host: string;
  port: number;
}

/** `host`, `host:port` or `[address]:port`; the port is 443 where none is given. */
export function parseHost(value: string): HostAndPort | null {
  const match = HOST_AND_PORT.exec(value.trim());
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? 443);
  return host !== undefined && port > 0 && port < 65_536 ? { host, port } : null;
}

export const hostList = z
  .array(
    z
      .string()
      .refine((value) => parseHost(value) !== null, 'must name hosts, for example mail.example.org:8443'),
  )
  .max(15);

export const tagList = z
  .array(requiredLine(40).refine((tag) => !tag.includes(','), 'a tag has no comma'))
  .max(20);
