import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Said } from '../../../src/renderer/console/text/said';
import { visible } from '../../../src/renderer/console/text/visible';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import type { Report, Section } from '../../../src/shared/model/diagnostics';
import { HEALTHY, sectionOf } from '../../support/report';
import { REFERENCE, REPORT, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';
import { XSS } from './xss';

afterEach(cleanup);

describe('text from outside', () => {
  it.each([
    ['an override', 'photo\u202Egnp.exe', 'photo[RLO]gnp.exe'],
    ['isolates', '\u2066a\u2069', '[LRI]a[PDI]'],
    ['a zero-width space', 'pay\u200Bpal', 'pay[ZWSP]pal'],
    ['a byte-order mark and a soft hyphen', '\uFEFFa\u00ADb', '[BOM]a[SHY]b'],
    ['control characters', 'a\u0007b\u001Bc\u0085d', 'a[U+0007]b[U+001B]c[U+0085]d'],
    ['a line separator', 'a\u2028b', 'a[LS]b'],
    ['tags beyond the first plane', 'a\u{E0041}b', 'a[U+E0041]b'],
    ['a filler that looks like nothing', 'a\u3164b', 'a[HF]b'],
    ['a joiner that joins nothing', 'ad\u200Dmin', 'ad[ZWJ]min'],
  ])('shows %s by name', (_, value, shown) => {
    expect(visible(value)).toBe(shown);
  });

  it.each([
    ['line ends and tabs', 'a\tb\nc'],
    ['right-to-left words', 'مرحبا שלום'],
    ['a family of emoji', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'],
    ['Persian with its own non-joiner', 'می\u200Cخواهم'],
    ['accents', 'Zoë Čapek Nguyễn'],
  ])('leaves %s alone', (_, value) => {
    expect(visible(value)).toBe(value);
  });

  it('is isolated from what stands around it', () => {
    render(
      <UiProvider language="en">
        <Said>{'x\u202Ey'}</Said>
      </UiProvider>,
    );
    const shown = screen.getByText(/\[RLO\]/).closest('bdi');
    expect(shown?.textContent).toBe('x[RLO]y');
  });
});

describe('sixty ways to be markup', () => {
  it('has sixty of them', () => expect(new Set(XSS).size).toBeGreaterThanOrEqual(60));

  it('reads each as text, wherever the ticket page shows it', async () => {
    const all = XSS.join('\n');
    const shown = ticket({
      subject: XSS[1] ?? '',
      description: all,
      requester: { id: ticket().id, name: XSS[0] ?? '' },
      device: { ...ticket().device, name: XSS[28] ?? '' },
      comments: XSS.map((text, index) => ({
        id: ticket().id,
        author: { kind: 'requester', id: null, name: text.slice(0, 120) },
        visibility: index % 2 ? 'public' : 'internal',
        text,
        createdAt: '2026-11-21T08:00:00.000Z',
      })),
      report: REFERENCE,
    });
    const loggedIn = XSS.map((name) => ({ name, session: name, since: null, current: false }));
    const changes = XSS.map((text) => ({
      kind: 'software-updated' as const,
      section: 'software',
      subject: text,
      before: text,
      after: text,
      seenAt: '2026-11-21T08:00:00.000Z',
      weight: 50,
    }));
    const report: Report = {
      ...REPORT,
      sections: [
        { ...sectionOf('users', { ...HEALTHY.users, loggedIn }), source: XSS[2] } as Section,
        sectionOf('changes', { since: REPORT.collectedAt, days: 2, entries: changes, more: 0 }),
        sectionOf('history', {
          minutes: [],
          filesystems: [{ mount: XSS[1] ?? '', days: HEALTHY.history.filesystems[0]?.days ?? [] }],
        }),
        sectionOf('filesystems', []),
      ],
    };
    const fake = fakeServices({ ticket: () => shown, report: () => report });
    openConsole('/tickets/DS-1042', fake);
    await screen.findByRole('region', { name: 'Diagnostics' });
    await screen.findByText('Logged-in people');
    for (const all of screen.getAllByRole('button', { name: /^Show all/ })) fireEvent.click(all);
    const { body } = document;
    for (const text of XSS) expect(body.textContent).toContain(text);
    expect(
      body.querySelectorAll('script, iframe, object, embed, video, audio, form, base, meta, link'),
    ).toHaveLength(0);
    expect(
      body.querySelectorAll('img[src="x"], [onerror], [onload], [onclick], [onfocus], [onmouseover]'),
    ).toHaveLength(0);
    for (const link of body.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^[/#]/);
    expect((globalThis as { hit?: number }).hit).toBeUndefined();
  });
});
