import { problem } from '../../shared/contract/problem';
import { pathOf, type CallOf, type ReplyOf, type Route } from '../../shared/contract/route';
import { fault, type Fault } from '../../shared/base/fault';
import { fail, failWith, ok, type Result } from '../../shared/base/result';
import { parseJson } from '../storage/json-file';

/** Chromium's network stack in the agent, Node's in tests. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface Answer<T> {
  value: T;
  /** The desk's own time by its Date header, milliseconds since 1970. */
  deskTime: number | null;
}

export interface RequestOptions {
  accessToken?: string;
  /** The exact JSON text to send instead of serializing `body`. */
  rawJson?: string;
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/** One call of one route of the contract. Never follows a redirect: a portal in between gets nothing. */
export async function callRoute<R extends Route>(
  fetch: Fetch,
  desk: string,
  route: R,
  input: CallOf<R>,
  options: RequestOptions = {},
): Promise<Result<Answer<ReplyOf<R>>>> {
  const parts: Record<string, unknown> = input;
  const url = new URL(pathOf(route, record(parts['params']), record(parts['query'])), desk).href;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, requestInit(route, parts, options));
    text = await response.text();
  } catch (error) {
    return fail('desk-unreachable', describe(error));
  }
  if (!response.ok) return failWith(faultOf(response, text));
  return readReply(route, response, text);
}

function requestInit(route: Route, parts: Record<string, unknown>, options: RequestOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(record(parts['headers']))) headers[name] = String(value);
  if (options.accessToken !== undefined) headers['authorization'] = `Bearer ${options.accessToken}`;
  const init: RequestInit = {
    method: route.method,
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    headers,
  };
  const body = parts['body'];
  if (body instanceof Uint8Array) {
    init.body = new Uint8Array(body);
  } else if (route.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = options.rawJson ?? JSON.stringify(body);
  }
  return init;
}

function readReply<R extends Route>(route: R, response: Response, text: string): Result<Answer<ReplyOf<R>>> {
  const date = Date.parse(response.headers.get('date') ?? '');
  const deskTime = Number.isNaN(date) ? null : date;
  const schema = route.reply;
  if (schema === undefined || schema === 'bytes') {
    return ok({ value: undefined as ReplyOf<R>, deskTime });
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return ok({ value: parsed.data as ReplyOf<R>, deskTime });
  // A network that wants a log-in first answers anything with a page of its own.
  const page = (response.headers.get('content-type') ?? '').includes('html');
  return fail(
    'desk-unreachable',
    page ? 'another server answered; the network may want you to sign in first' : 'unexpected answer',
  );
}

function faultOf(response: Response, text: string): Fault {
  const parsed = problem.safeParse(parseJson(text));
  if (!parsed.success) {
    // A proxy in front of the desk has a limit of its own; sending the same again will not pass it.
    return fault(response.status === 413 ? 'too-large' : 'desk-unreachable', `HTTP ${response.status}`);
  }
  const { code, detail } = parsed.data;
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return {
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(Number.isInteger(seconds) && seconds >= 0 ? { retryAfter: seconds } : {}),
  };
}

export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, 300);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
