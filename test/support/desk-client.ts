import { api, CONSOLE_HEADER, type RouteName } from '../../src/shared/contract/api';
import { problem, type Problem } from '../../src/shared/contract/problem';
import { pathOf, type CallOf, type ReplyOf, type Route } from '../../src/shared/contract/route';

type Api = typeof api;

export interface Answer<T> {
  status: number;
  headers: Headers;
  /** The reply as it came; only meaningful when `problem` is null. */
  value: T;
  problem: Problem | null;
}

export interface Identity {
  cookie?: string;
  accessToken?: string;
}

/** Calls the routes of a desk as a console page (with its cookie) or as a device (with its access token). */
export class DeskClient {
  readonly url: string;
  #identity: Identity;

  constructor(url: string, identity: Identity = {}) {
    this.url = url;
    this.#identity = identity;
  }

  get cookie(): string | undefined {
    return this.#identity.cookie;
  }

  get accessToken(): string | undefined {
    return this.#identity.accessToken;
  }

  async call<N extends RouteName>(name: N, input: CallOf<Api[N]>): Promise<Answer<ReplyOf<Api[N]>>> {
    const route: Route = api[name];
    const parts: Partial<Record<'params' | 'query' | 'headers' | 'body', unknown>> = input;
    const bytes = parts.body instanceof Uint8Array;
    const body = bytes ? Buffer.from(parts.body as Uint8Array) : JSON.stringify(parts.body);
    const response = await fetch(
      `${this.url}${pathOf(route, asRecord(parts.params), asRecord(parts.query))}`,
      {
        method: route.method,
        redirect: 'error',
        headers: {
          ...this.headers(),
          ...(parts.body !== undefined && !bytes ? { 'content-type': 'application/json' } : {}),
          ...(asRecord(parts.headers) as Record<string, string> | undefined),
        },
        ...(parts.body === undefined ? {} : { body: body as BodyInit }),
      },
    );
    this.#keepCookie(response);
    return read(response);
  }

  /** The reply of a call that must succeed. */
  async get<N extends RouteName>(name: N, input: CallOf<Api[N]>): Promise<ReplyOf<Api[N]>> {
    const answer = await this.call(name, input);
    if (answer.problem) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`);
    return answer.value;
  }

  headers(): Record<string, string> {
    const { cookie, accessToken } = this.#identity;
    return {
      [CONSOLE_HEADER]: '1',
      origin: this.url,
      ...(cookie ? { cookie } : {}),
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    };
  }

  #keepCookie(response: Response): void {
    const set = response.headers.getSetCookie()[0];
    if (set) this.#identity = { ...this.#identity, cookie: set.split(';')[0] ?? '' };
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json')) {
    return { status, headers, value: undefined as T, problem: problem.parse(await response.json()) };
  }
  const isJson = type.startsWith('application/json');
  const value: unknown = isJson ? await response.json() : new Uint8Array(await response.arrayBuffer());
  return { status, headers, value: value as T, problem: null };
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return value as Record<string, unknown> | undefined;
}
