import { z } from 'zod';
import { api, CONSOLE_HEADER } from '../../shared/contract/api';
import { deviceApi } from '../../shared/contract/api-device';
import { problem } from '../../shared/contract/problem';
import type { Route } from '../../shared/contract/route';

type Json = Record<string, unknown>;

const BYTES: Json = { type: 'string', format: 'binary' };
const SECURITY: Record<Route['access'], Json[]> = {
  anyone: [],
  device: [{ device: [] }],
  requester: [{ session: [] }],
  technician: [{ session: [] }],
  administrator: [{ session: [] }],
};

/** OpenAPI 3.1 of every route, from the very schemas that requests are checked with. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, definition] of Object.entries(api)) {
    const route: Route = definition;
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Deskside desk', version },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'deskside' },
      },
    },
  };
}

function operation(operationId: string, route: Route): Json {
  return {
    operationId,
    summary: route.summary,
    security: SECURITY[route.access],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...parameters('header', route.headers),
      ...consoleHeader(operationId, route),
    ],
    ...(route.body && {
      requestBody: { required: true, content: content(route.body, 'input', 'application/octet-stream') },
    }),
    responses: {
      [String(route.status)]: {
        description: 'Done',
        ...(route.reply && { content: content(route.reply, 'output', '*/*') }),
      },
      default: {
        description: 'A problem document (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** Without it a change is refused, so whoever reads the description must learn of it. */
function consoleHeader(operationId: string, route: Route): Json[] {
  if (route.method === 'GET' || Object.hasOwn(deviceApi, operationId)) return [];
  const description = 'Any value; a foreign page cannot send it.';
  return [{ name: CONSOLE_HEADER, in: 'header', required: true, description, schema: { type: 'string' } }];
}

function content(schema: z.ZodType | 'bytes', io: 'input' | 'output', bytesType: string): Json {
  return schema === 'bytes'
    ? { [bytesType]: { schema: BYTES } }
    : { 'application/json': { schema: jsonSchema(schema, io) } };
}

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  // The content type is no parameter in OpenAPI, it is a key of the body's content.
  return Object.entries(schema.shape)
    .filter(([name]) => name !== 'content-type')
    .map(([name, field]) => {
      const type = field as z.ZodType;
      const required = place === 'path' || !type.safeParse(undefined).success;
      return { name, in: place, required, schema: jsonSchema(type, 'input') };
    });
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
