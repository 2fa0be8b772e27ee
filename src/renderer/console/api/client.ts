import { FAULTS, type Fault, type FaultCode } from '../../../shared/base/fault';
import { api, CONSOLE_HEADER } from '../../../shared/contract/api';
import { problem } from '../../../shared/contract/problem';
import { pathOf, type CallOf, type ReplyOf, type Route } from '../../../shared/contract/route';

type Api = typeof api;
/** The routes the console calls: those that speak JSON and are not a device's own. */
export type CallName = {
  [N in keyof Api]: Api[N] extends { access: 'device' } | { reply: 'bytes' } ? never : N;
}[keyof Api];

/** A fault as the desk told it: with the fields it did not like and where to look in its log. */
export interface DeskFault extends Fault {
  errors?: readonly { path: string; message: string }[];
  requestId?: string;
}
export type Reply<T> = { ok: true; value: T } | { ok: false; fault: DeskFault };

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Let the call outlive the page: for what is said while leaving. */
  keepalive?: boolean;
}

export type CallInput<N extends CallName> = CallOf<Api[N]>;
export type CallReply<N extends CallName> = ReplyOf<Api[N]>;

export interface DeskClient {
  call: <N extends CallName>(
    name: N,
    input: CallInput<N>,
    options?: CallOptions,
  ) => Promise<Reply<CallReply<N>>>;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** The desk's routes over fetch; every answer is parsed, every failure has a code. */
export function deskClient(fetch: Fetch): DeskClient {
  return {
    async call(name, input, options = {}) {
      const route: Route = api[name];
      const { params, query, body } = input as { [K in 'params' | 'query']?: Record<string, unknown> } & {
        body?: unknown;
      };
      const headers: Record<string, string> = { accept: 'application/json', [CONSOLE_HEADER]: '1' };
      if (body !== undefined) headers['content-type'] = 'application/json';
      let response: Response;
      try {
        response = await fetch(pathOf(route, params, query), {
          method: route.method,
          headers,
          credentials: 'same-origin',
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(options.signal ? { signal: options.signal } : {}),
          ...(options.keepalive ? { keepalive: true } : {}),
        });
      } catch (error) {
        return { ok: false, fault: { code: 'desk-unreachable', detail: String(error) } };
      }
      return read(route, response) as Promise<Reply<ReplyOf<Api[typeof name]>>>;
    },
  };
}

async function read(route: Route, response: Response): Promise<Reply<unknown>> {
  let body: unknown;
  try {
    const text = await response.text();
    body = text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    // An answer cut off half way or a proxy's own page.
    return { ok: false, fault: { code: codeFor(response), detail: String(error) } };
  }
  if (!response.ok) return { ok: false, fault: faultOf(response, body) };
  if (route.reply === undefined || route.reply === 'bytes') return { ok: true, value: undefined };
  const parsed = route.reply.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    fault: {
      code: 'protocol-unsupported',
      detail: `${route.path}: ${parsed.error.issues[0]?.message ?? ''}`,
    },
  };
}

function faultOf(response: Response, body: unknown): DeskFault {
  const parsed = problem.safeParse(body);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(retryAfter) ? { retryAfter } : {};
  if (!parsed.success) return { code: codeFor(response), detail: `HTTP ${response.status}`, ...wait };
  const { code, detail, errors, requestId } = parsed.data;
  return { code, requestId, ...wait, ...(detail ? { detail } : {}), ...(errors ? { errors } : {}) };
}

/** For an answer that is not ours, such as a gateway's error page. */
function codeFor(response: Response): FaultCode {
  if (response.ok) return 'protocol-unsupported';
  if (response.status === 502 || response.status === 504) return 'unavailable';
  const codes = Object.keys(FAULTS) as FaultCode[];
  return codes.find((code) => FAULTS[code].status === response.status) ?? 'internal';
}
