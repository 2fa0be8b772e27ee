import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedAgain, askedFor, linkAskedFor } from '../../../src/main/app/asked-for';
import { ticketNumber } from '../../../src/shared/model/ids';

test.for<[string, string, string | null]>([
  ['deskside://help', 'new', null],
  ['deskside://help/', 'new', null],
  ['deskside://tickets', 'tickets', null],
  ['deskside://check', 'check', null],
  ['deskside://settings', 'settings', null],
  ['DESKSIDE://Tickets/', 'tickets', null],
  ['deskside://ticket/DS-1042', 'tickets', 'DS-1042'],
  ['deskside://ticket/ds-1042/', 'tickets', 'DS-1042'],
])('%s shows %s', ([link, view, ticket]) => {
  expect(linkAskedFor(link)).toEqual({ view, ticket });
  expect(askedFor(['/opt/Deskside/deskside', link])).toEqual({ view, ticket });
});

test.for([
  'deskside:',
  'deskside://',
  'deskside:help',
  'deskside:////help',
  'deskside://ticket',
  'deskside://ticket/',
  'deskside://ticket/1042',
  'deskside://ticket/DS-0',
  'deskside://ticket/DS-9999999999',
  'deskside://ticket/DS-1042?x=1',
  'deskside://ticket/DS-1042#x',
  'deskside://ticket/DS-1042/../../settings',
  'deskside://ticket/DS-1042%0a--check',
  'deskside://ticket/DS-1042\n',
  'deskside://ticket/DS-1042 --inspect=0.0.0.0:9229',
  'deskside://settings --gpu-launcher=calc.exe',
  'deskside://settings?server=https://evil.example.org',
  'deskside://settings@evil.example.org',
  'deskside://evil.example.org/help',
  'deskside://help/../settings',
  'deskside://\\\\server\\share',
  'deskside://file:///etc/passwd',
  'deskside://SETTINGS/x',
  'deskside://constructor',
  'deskside://__proto__',
])('%j is no link of ours: it shows what a click on the tray shows', (link) => {
  expect(linkAskedFor(link)).toEqual({ view: 'new', ticket: null });
});

test('a command line may ask for a page; the session asks for none', () => {
  expect(askedFor(['deskside'])).toBeNull();
  expect(askedFor(['deskside', '--my-tickets'])).toEqual({ view: 'tickets', ticket: null });
  expect(askedFor(['electron', '.', '--check'])).toEqual({ view: 'check', ticket: null });
  expect(askedAgain(['deskside'])).toEqual({ view: 'new', ticket: null });
  expect(askedAgain(['deskside', '--at-login'])).toBeNull();
});

test('beside a link nothing else on the line counts', () => {
  expect(askedFor(['deskside', '--my-tickets', 'deskside://nothing'])).toEqual({ view: 'new', ticket: null });
  expect(askedFor(['deskside', 'deskside://check', '--my-tickets'])).toEqual({ view: 'check', ticket: null });
});

const piece = fc.oneof(
  fc.string(),
  fc.webUrl(),
  fc.constantFrom(
    'deskside:',
    'deskside://',
    'ticket/',
    'DS-1',
    'settings',
    '--check',
    '--inspect=0.0.0.0:9229',
    '--gpu-launcher=x',
    '--policy-file=/x',
    '%0a',
    '..',
    '\\\\host\\share',
    '\0',
    '\n',
  ),
);
const word = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));

test('whatever a link or a second launch says, all it gets is one of the pages', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), word, (argv, link) => {
      for (const asked of [askedAgain(argv), linkAskedFor(link), linkAskedFor(`deskside://${link}`)]) {
        if (asked === null) continue;
        expect(Object.keys(asked)).toEqual(['view', 'ticket']);
        expect(['new', 'tickets', 'check', 'settings']).toContain(asked.view);
        if (asked.ticket !== null) expect(ticketNumber.safeParse(asked.ticket).success).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
