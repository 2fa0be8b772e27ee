import { expect, test } from 'vitest';
import { callRoute } from '../../../src/main/link/http';
import { deviceApi } from '../../../src/shared/contract/api-device';

const HTML = { 'content-type': 'text/html' };
/** What something between this computer and the desk answers. */
const through = (status: number, headers: Record<string, string>, text: string) =>
  callRoute(
    () => Promise.resolve(new Response(text, { status, headers })),
    'https://desk.example.org',
    deviceApi.ownTickets,
    {},
  );

test('a proxy that takes no more is no lost connection: the same again would not pass it', async () => {
  expect(await through(413, HTML, '<h1>Request Entity Too Large</h1>')).toMatchObject({
    fault: { code: 'too-large' },
  });
});

test.for([403, 404, 500, 502, 503])(
  'a page of a proxy with %i says that the desk is not reached',
  async (status) => {
    expect(await through(status, HTML, '<h1>Sorry</h1>')).toMatchObject({
      fault: { code: 'desk-unreachable', detail: `HTTP ${status}` },
    });
  },
);

test('a page that wants a log-in first is not taken for an answer', async () => {
  expect(await through(200, HTML, '<form>')).toMatchObject({ fault: { code: 'desk-unreachable' } });
});
