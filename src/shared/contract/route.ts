import type { z } from 'zod';
import type { Access } from '../rules/access';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP route, written once: the desk registers it, both clients call it, OpenAPI is generated from it. */
export interface Route {
  method: Method;
  /** With `:name` for each key of `params`. */
  path: string;
  summary: string;
  access: Access;
  status: 200 | 201 | 204;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  /** A schema for JSON, or `bytes` for a raw body. */
  body?: z.ZodType | 'bytes';
  /** A schema for JSON, `bytes` for a download; none where there is nothing to say (204). */
  reply?: z.ZodType | 'bytes';
}

type Of<R, K extends keyof Route> = R extends { [P in K]: infer S }
  ? S extends z.ZodType
    ? z.infer<S>
    : S extends 'bytes'
      ? Uint8Array
      : undefined
  : undefined;
type InputOf<R, K extends keyof Route> = R extends { [P in K]: infer S }
  ? S extends z.ZodType
    ? z.input<S>
    : S extends 'bytes'
      ? Uint8Array
      : undefined
  : undefined;

/** What the server's handler receives and what it must answer. */
export type ParamsOf<R> = Of<R, 'params'>;
export type QueryOf<R> = Of<R, 'query'>;
export type HeadersOf<R> = Of<R, 'headers'>;
export type BodyOf<R> = Of<R, 'body'>;
export type ReplyOf<R> = Of<R, 'reply'>;
/** What a client passes in: only the parts the route has. */
export type CallOf<R> = {
  [K in 'params' | 'query' | 'headers' | 'body' as InputOf<R, K> extends undefined ? never : K]: InputOf<
    R,
    K
  >;
};

export function route<const R extends Route>(definition: R): R {
  return definition;
}

/** The path with its parameters filled in and its query appended. */
export function pathOf(
  definition: Route,
  params?: Readonly<Record<string, unknown>>,
  query?: Readonly<Record<string, unknown>>,
): string {
  const path = definition.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}`;
}
