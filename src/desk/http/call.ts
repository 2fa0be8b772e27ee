import type { Readable } from 'node:stream';
import type { Result } from '../../shared/base/result';
import type { api, RouteName } from '../../shared/contract/api';
import type { BodyOf, HeadersOf, ParamsOf, QueryOf, ReplyOf } from '../../shared/contract/route';
import type { StoredDevice } from '../features/devices/device-store';
import type { OpenSession } from '../features/people/sessions';

type Api = typeof api;

/** Who calls, as far as the route's access asks for it. */
export type CallerOf<A> = A extends 'anyone' ? null : A extends 'device' ? StoredDevice : OpenSession;

/** Bytes to download, with the name the browser should offer. */
export interface Download {
  name: string;
  mediaType: string;
  size: number;
  bytes: Readable;
}

export interface Call<R extends { access: unknown }> {
  caller: CallerOf<R['access']>;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  headers: HeadersOf<R>;
  body: R extends { body: 'bytes' } ? Readable : BodyOf<R>;
  /** Where the request came from. */
  source: string;
  /** Sets the session cookie, or takes it away. */
  setSession: (secret: string | null) => void;
}

export type Answer<R> = R extends { reply: 'bytes' }
  ? Download
  : R extends { reply: object }
    ? ReplyOf<R>
    : void;

export type Handler<R extends { access: unknown }> = (call: Call<R>) => Promise<Result<Answer<R>>>;

/** One handler for each route of the contract: a missing one does not compile. */
export type Handlers = { [K in RouteName]: Handler<Api[K]> };
