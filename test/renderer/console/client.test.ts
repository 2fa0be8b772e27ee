import { describe, expect, it } from 'vitest';
import { deskClient, type Fetch } from '../../../src/renderer/console/api/client';
import { CONSOLE_HEADER } from '../../../src/shared/contract/api';
import { newId } from '../../../src/shared/model/ids';
import { SESSION, ticket } from './fixtures';

const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Fetch => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return async () => new Response(status === 204 ? null : text, { status, headers });
};

describe('the client', () => {
  it('fills in the path, says where it comes from and parses the reply', async () => {
    const seen: [string, RequestInit][] = [];
    const wanted = ticket();
    const client = deskClient(async (path, init) => {
      seen.push([path, init]);
      return new Response(JSON.stringify(wanted), { status: 200 });
    });
    const id = newId();
    const reply = await client.call('changeTicket', {
      params: { id },
      body: { version: 3, status: 'resolved' },
    });
    expect(reply).toEqual({ ok: true, value: wanted });
    const [path, init] = seen[0] ?? ['', {}];
    expect(path).toBe(`/api/tickets/${id}`);
    expect(init.method).toBe('PATCH');
    expect(init.body).toBe('{"version":3,"status":"resolved"}');
    expect((init.headers as Record<string, string>)[CONSOLE_HEADER]).toBe('1');
  });

  it('escapes what goes into a path or query', async () => {
    const paths: string[] = [];
    const client = deskClient(async (path) => {
      paths.push(path);
      return new Response('{}', { status: 404 });
    });
    await client.call('ticket', { params: { id: '../session?x=1' } });
    await client.call('tickets', { query: { view: 'all', search: 'a&b=#c' } });
    expect(paths).toEqual(['/api/tickets/..%2Fsession%3Fx%3D1', '/api/tickets?view=all&search=a%26b%3D%23c']);
  });

  it.each([
    [
      'a problem document',
      answering(
        400,
        {
          type: 'about:blank',
          title: 'no',
          status: 400,
          code: 'invalid-input',
          errors: [{ path: 'name', message: 'too short' }],
          requestId: 'r1',
        },
        { 'retry-after': '7' },
      ),
      {
        code: 'invalid-input',
        errors: [{ path: 'name', message: 'too short' }],
        requestId: 'r1',
        retryAfter: 7,
      },
    ],
    ['a gateway’s page', answering(502, '<html>Bad gateway</html>'), { code: 'unavailable' }],
    [
      'a status without our words',
      answering(403, '{"error":"no"}'),
      { code: 'forbidden', detail: 'HTTP 403' },
    ],
    ['a status nobody knows', answering(418, '{}'), { code: 'internal' }],
    ['a cut-off answer', answering(200, '{"person":'), { code: 'protocol-unsupported' }],
    [
      'an answer of another shape',
      answering(200, { ...SESSION, extra: 1 }),
      { code: 'protocol-unsupported' },
    ],
    [
      'no network',
      (async () => Promise.reject(new TypeError('Failed to fetch'))) as Fetch,
      { code: 'desk-unreachable' },
    ],
  ])('turns %s into a fault', async (_, fetch, fault) => {
    const reply = await deskClient(fetch).call('session', {});
    expect(reply).toMatchObject({ ok: false, fault });
  });

  it('takes an empty answer where nothing is to be said', async () => {
    expect(await deskClient(answering(204, '')).call('logOut', {})).toEqual({ ok: true, value: undefined });
  });
});
