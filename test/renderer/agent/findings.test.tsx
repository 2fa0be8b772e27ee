import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { findingsOf, sayFinding } from '../../../src/shared/rules/findings/findings';
import { reportOf } from '../../support/report';
import { unwell } from '../kit/report-samples';
import { fullDisk, outOfPaper } from './fixtures';
import { openHelp } from './help-stage';

afterEach(cleanup);

const draft = { text: '', canWork: 'yes', affected: 'me' } as const;
const ailing = reportOf({ filesystems: fullDisk, printers: outOfPaper });
const [disk, printer] = findingsOf(ailing).map((each) => sayFinding('en', each, 'requester'));
if (!disk || !printer) throw new Error('the sample must show a full disk and an empty printer');

const box = () => within(screen.getByRole('region', { name: 'About this computer' }));
const textBox = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What’s going wrong?' });
const announced = () => screen.getAllByRole('status').map((each) => each.textContent);
const type = (text: string) => fireEvent.change(textBox(), { target: { value: text } });

describe('what is found', () => {
  it('stands in the box, the heaviest first, each with why and what to do', () => {
    const { finish } = openHelp({ report: ailing });
    expect(box().queryByText(/found/)).toBeNull();
    finish();
    expect(box().getByText('2 things found')).toBeTruthy();
    expect(announced()).toContain('2 things found');
    const items = box().getAllByRole('listitem');
    expect(items.map((item) => within(item).getByRole('button').textContent)).toEqual([
      disk.title,
      printer.title,
    ]);
    const head = box().getByRole('button', { name: `Important ${disk.title}` });
    expect(head.getAttribute('aria-expanded')).toBe('false');
    expect(box().queryByText(disk.next)?.closest('[hidden]')).not.toBeNull();
    fireEvent.click(head);
    expect(head.getAttribute('aria-expanded')).toBe('true');
    expect(box().getByText(disk.next).closest('[hidden]')).toBeNull();
    expect(box().getByText(disk.why)).toBeTruthy();
  });

  it('shows three of many, and all on demand', () => {
    const many = reportOf({ ...unwell, filesystems: fullDisk });
    const mine = findingsOf(many).filter((each) => each.actionable).length;
    expect(mine).toBeGreaterThan(3);
    openHelp({ report: many }).finish();
    expect(box().getAllByRole('listitem')).toHaveLength(3);
    fireEvent.click(box().getByRole('button', { name: `Show all ${mine}` }));
    expect(box().getAllByRole('listitem')).toHaveLength(mine);
  });

  it('does not look at what is left out', () => {
    openHelp({ report: ailing, state: { removed: ['filesystems'] } }).finish();
    expect(box().getByText('1 thing found')).toBeTruthy();
    expect(screen.queryByText(disk.title)).toBeNull();
  });

  it('is not mentioned where nothing is wrong', () => {
    openHelp({ report: reportOf() }).finish();
    expect(box().queryByText(/found/)).toBeNull();
  });
});

describe('what may explain the words typed', () => {
  it('is said before Send, once, and never takes the focus', () => {
    openHelp({ report: ailing, state: { draft } }).finish();
    textBox().focus();
    type('My printer does not print');
    const note = screen.getByText(`This may be the cause: ${printer.title}`);
    const send = screen.getByRole('button', { name: 'Send request' });
    expect(note.compareDocumentPosition(send) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
    expect(document.activeElement).toBe(textBox());
    expect(announced()).toContain(
      `This may be the cause: ${printer.title} You can try this first, or send the request.`,
    );
    // What is said anew is a new element.
    const spoken = screen.getByText(/try this first/, { selector: '[role=status] *' });
    type('My printer does not print at all');
    expect(screen.getByText(/try this first/, { selector: '[role=status] *' })).toBe(spoken);
  });

  it('goes when the words are about something else', () => {
    openHelp({ report: ailing, state: { draft } }).finish();
    type('Drucker');
    expect(document.querySelector('footer')?.textContent).toContain('This may be the cause');
    type('I would like to order a new chair');
    expect(document.querySelector('footer')?.textContent).not.toContain('This may be the cause');
  });

  it('says nothing of a well computer', () => {
    openHelp({ report: reportOf(), state: { draft } }).finish();
    type('My printer does not print and everything is slow');
    expect(screen.queryByText(/This may be the cause/)).toBeNull();
  });
});
