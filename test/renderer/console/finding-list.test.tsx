import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FindingList, findingHas, type ToldFinding } from '../../../src/renderer/console/report/finding-list';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import { XSS } from './xss';

afterEach(cleanup);

const told = (over: Partial<ToldFinding> = {}, severity: 'critical' | 'warning' | 'info' = 'critical') =>
  ({
    title: 'Disk C: has 1.2 GB left (1 %)',
    why: 'Windows updates and Outlook fail below 5 GB.',
    next: 'Free space',
    finding: {
      rule: 'disk-full',
      severity,
      topic: 'storage',
      reads: ['filesystems', 'history'],
      subject: 'C:',
      params: {},
      evidence: [{ fact: 'filesystems[C:].availableBytes', value: 1_200_000_000 }],
      actionable: true,
    },
    ...over,
  }) satisfies ToldFinding;

function show(findings: ToldFinding[], wanted = '') {
  const opened: string[] = [];
  render(
    <UiProvider language="en">
      <FindingList findings={findings} wanted={wanted} onSection={(key) => opened.push(key)} />
    </UiProvider>,
  );
  return opened;
}

describe('a finding', () => {
  it('says in words how grave it is, what it means, what to do, and where it was read', () => {
    const opened = show([told(), told({}, 'warning'), told({}, 'info')]);
    const items = screen.getAllByRole('listitem');
    expect(items.map(({ textContent }) => /Critical|Warning|Worth knowing/.exec(textContent)?.[0])).toEqual([
      'Critical',
      'Warning',
      'Worth knowing',
    ]);
    const [first] = items;
    expect(first?.textContent).toContain('→ Free space');
    fireEvent.click(within(first as HTMLElement).getByRole('button', { name: 'Disk space' }));
    expect(opened).toEqual(['filesystems']);
    const evidence = within(first as HTMLElement).getByText('Evidence (1)');
    expect(evidence.closest('details')?.open).toBe(false);
    expect(evidence.closest('details')?.textContent).toContain('filesystems[C:].availableBytes1200000000');
  });

  it('that is only worth knowing takes one line until it is asked for or searched for', () => {
    show([told({}, 'warning'), told({}, 'info')]);
    const [warning, info] = screen.getAllByRole('listitem').map((item) => item.firstElementChild);
    expect(warning?.tagName).not.toBe('DETAILS');
    expect(info).toMatchObject({ tagName: 'DETAILS', open: false });
    expect(info?.querySelector('summary')?.textContent).toBe('Disk C: has 1.2 GB left (1 %)Worth knowing');
    expect(info?.textContent).toContain('→ Free space');
    cleanup();
    show([told({}, 'info')], 'free space');
    expect(screen.getByRole('listitem').firstElementChild).toMatchObject({ open: true });
  });

  it.each([
    ['disk c:', true],
    ['outlook', true],
    ['free space', true],
    ['availablebytes', true],
    ['1200000000', true],
    ['printer', false],
  ])('has to do with "%s": %s', (wanted, has) => {
    expect(findingHas(told(), wanted)).toBe(has);
  });

  it('shows what is hidden in a device’s words by name, also where they are searched', () => {
    const { finding } = told();
    const evidence = [{ fact: 'disks[\u202ea].name', value: '\u202ddisk' }];
    show([told({ title: '\u202ea disk', finding: { ...finding, evidence } })], 'disk');
    expect(document.body.textContent).not.toMatch(/[\u202d\u202e]/);
    expect(document.body.textContent).toContain('[RLO]a disk');
    expect(document.body.textContent).toContain('[LRO]disk');
    expect(document.querySelectorAll('mark').length).toBeGreaterThanOrEqual(3);
  });

  it('reads markup from a device as text', () => {
    show(XSS.map((text) => told({ title: text, why: text, next: text })));
    for (const text of XSS) expect(document.body.textContent).toContain(text);
    expect(document.body.querySelectorAll('script, iframe, img, object, form, a')).toHaveLength(0);
  });
});
