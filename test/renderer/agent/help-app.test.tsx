import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HelpState } from '../../../src/shared/contract/ipc';
import { localTicket, requesterTicket, sampleReport } from './fixtures';
import { openHelp } from './help-stage';

const filled = { text: 'Outlook does not open', canWork: 'no', affected: 'me' } as const;

const open = (state: Partial<HelpState> = {}, handlers: Record<string, (args: never) => unknown> = {}) =>
  openHelp({ state, handlers });

const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send request' });
const textBox = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What’s going wrong?' });

afterEach(cleanup);

describe('a new request', () => {
  it('starts with the question under the cursor and says what is missing, in turn', () => {
    open();
    expect(document.activeElement).toBe(textBox());
    expect(sendButton().disabled).toBe(true);
    expect(screen.getByText('Write a few words first.')).toBeTruthy();
    fireEvent.change(textBox(), { target: { value: 'Outlook' } });
    expect(screen.getByText('Say whether you can work.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'With difficulty' }));
    expect(screen.getByText('Say who is affected.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Everyone' }));
    expect(sendButton().disabled).toBe(false);
    fireEvent.change(textBox(), { target: { value: 'x'.repeat(5002) } });
    expect(screen.getByText('2 characters too long')).toBeTruthy();
    expect(sendButton().disabled).toBe(true);
  });

  it('sends what was entered and shows the number', async () => {
    const fake = open();
    fireEvent.change(textBox(), { target: { value: filled.text } });
    fireEvent.click(screen.getByRole('radio', { name: 'No' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Only me' }));
    fireEvent.click(sendButton());
    await screen.findByRole('heading', { name: 'Ticket DS-1042' });
    expect(fake.of('help:send')).toEqual([{ ...filled, includeReport: true, removed: [], screenshot: null }]);
    fireEvent.click(screen.getByRole('button', { name: 'Get help' }));
    expect(textBox().value).toBe('');
  });

  it('sends with Ctrl+Enter, once', async () => {
    const fake = open({ draft: filled });
    fireEvent.keyDown(textBox(), { key: 'Enter', ctrlKey: true });
    fireEvent.keyDown(textBox(), { key: 'Enter', ctrlKey: true });
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toHaveLength(1);
  });

  it('takes no more words while they are being sent, for they would be lost', async () => {
    let saved: (value: unknown) => void = () => undefined;
    const answer = new Promise((resolve) => (saved = resolve));
    open({ draft: filled }, { 'help:send': () => answer });
    fireEvent.click(sendButton());
    expect(textBox().readOnly).toBe(true);
    saved({ ok: false, fault: { code: 'disk-full' } });
    await waitFor(() => expect(textBox().readOnly).toBe(false));
  });

  it('keeps everything and says why when it cannot be saved', async () => {
    open({ draft: filled }, { 'help:send': () => ({ ok: false, fault: { code: 'disk-full' } }) });
    fireEvent.click(sendButton());
    expect((await screen.findByRole('alert')).textContent).toContain('disk-full');
    expect(textBox().value).toBe(filled.text);
    expect(sendButton().disabled).toBe(false);
  });

  it('says "saved" without a desk, and shows the number when it comes', async () => {
    const saved = localTicket({ ticket: null });
    const fake = open(
      { draft: filled, connection: { state: 'offline', fault: null } },
      { 'help:send': () => ({ ok: true, value: saved }) },
    );
    expect(screen.getByText('You are offline. Your request is kept and sent later.')).toBeTruthy();
    fireEvent.click(sendButton());
    const card = await screen.findByTestId('status-card');
    expect(card.textContent).toContain(
      'Saved on this computer. It will be sent as soon as the connection is back.',
    );
    const ticket = requesterTicket({ id: saved.id });
    fake.push('help:connection', { state: 'online', fault: null });
    fake.push('help:tickets', [{ ...saved, delivery: 'sent', ticket }]);
    expect(screen.getByRole('heading', { name: 'Ticket DS-1042' })).toBeTruthy();
    expect(screen.queryByText(/You are offline/)).toBeNull();
  });

  it.each([
    [{ state: 'unenrolled', fault: null }, /Ask your IT team/],
    [{ state: 'refused', fault: { code: 'device-revoked' } }, /removed/],
  ] as const)('can be sent while the computer is %o', async (connection, sentence) => {
    const fake = open({ draft: filled, connection: { ...connection } });
    expect(screen.getByText(sentence)).toBeTruthy();
    fireEvent.click(sendButton());
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toHaveLength(1);
  });

  it('saves the draft before Esc closes the window', async () => {
    let answer = () => undefined as void;
    const fake = open({}, { 'help:save-draft': () => new Promise<void>((resolve) => (answer = resolve)) });
    fireEvent.change(textBox(), { target: { value: 'Out' } });
    fireEvent.change(textBox(), { target: { value: 'Outlook' } });
    await waitFor(() => expect(fake.of('help:save-draft')).toHaveLength(1));
    fireEvent.keyDown(textBox(), { key: 'Escape' });
    expect(fake.of('help:close')).toHaveLength(0);
    answer();
    await waitFor(() => expect(fake.of('help:save-draft')).toHaveLength(2));
    answer();
    await waitFor(() => expect(fake.of('help:close')).toHaveLength(1));
    expect(fake.of('help:save-draft').at(-1)).toEqual({ text: 'Outlook', canWork: null, affected: null });
  });
});

describe('about this computer', () => {
  it('counts while parts arrive and names what failed', () => {
    const fake = open();
    expect(fake.of('help:collect')).toHaveLength(1);
    expect(screen.getByText('0 of 39 collected')).toBeTruthy();
    for (const section of sampleReport.sections.slice(0, 20)) fake.push('help:section', section);
    expect(screen.getByText('20 of 39 collected')).toBeTruthy();
    expect(screen.getByText('Could not be collected: Running programs')).toBeTruthy();
    fake.finish();
    expect(screen.getAllByText('39 parts collected').length).toBeGreaterThan(0);
  });

  it('names the first few of many that failed', () => {
    const fake = open();
    const sections = sampleReport.sections.map((each, index) =>
      index < 5
        ? { key: each.key, status: 'failed', tookMs: 1, source: 's', reason: 'crashed', detail: '' }
        : each,
    );
    fake.push('help:report', { report: { ...sampleReport, sections } });
    expect(
      screen.getByText('Could not be collected: Computer, Processor, Memory and 3 more').title,
    ).toContain('Disk space');
  });

  it('leaves out what was left out the last time, also when sent before all is collected', async () => {
    const fake = open({ draft: filled, removed: ['users'] });
    fireEvent.click(sendButton());
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toMatchObject([{ removed: ['users'] }]);
  });

  it('can be left out as a whole', async () => {
    const fake = open({ draft: filled });
    fake.finish();
    fireEvent.click(screen.getByRole('checkbox', { name: 'About this computer' }));
    expect(screen.getByText('Nothing about this computer is sent.')).toBeTruthy();
    fireEvent.click(sendButton());
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toMatchObject([{ includeReport: false }]);
  });

  it('can be sent without, and tried again, when collecting fails', async () => {
    let broken = true;
    const fake = open(
      { draft: filled },
      {
        'help:collect': () => {
          if (broken) throw new Error('no worker');
        },
      },
    );
    await screen.findByText(/could not be collected. You can send/);
    expect(sendButton().disabled).toBe(false);
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('0 of 39 collected')).toBeTruthy();
    expect(fake.of('help:collect')).toHaveLength(2);
  });
});

describe('screenshot', () => {
  const picture = (displayId: string, byte: number) => ({
    displayId,
    name: `Display ${displayId}`,
    width: 10,
    height: 10,
    png: new Uint8Array([byte]),
  });

  it('is taken at once with one display, and removable', async () => {
    const fake = open(
      { draft: filled },
      { 'help:take-screenshots': () => ({ ok: true, value: [picture('1', 7)] }) },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Take a screenshot' }));
    await screen.findByRole('img', { name: 'Screenshot of Display 1' });
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(screen.queryByRole('img', { name: /Screenshot of/ })).toBeNull();
    fireEvent.click(sendButton());
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toMatchObject([{ screenshot: null }]);
  });

  it('asks which of several displays', async () => {
    const fake = open(
      { draft: filled },
      { 'help:take-screenshots': () => ({ ok: true, value: [picture('1', 7), picture('2', 8)] }) },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Take a screenshot' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Display 2' }));
    fireEvent.click(sendButton());
    await screen.findByTestId('status-card');
    expect(fake.of('help:send')).toMatchObject([{ screenshot: new Uint8Array([8]) }]);
  });

  it('says why when there is none', async () => {
    open({}, { 'help:take-screenshots': () => ({ ok: false, fault: { code: 'capture-failed' } }) });
    fireEvent.click(screen.getByRole('button', { name: 'Take a screenshot' }));
    expect((await screen.findByRole('alert')).textContent).toContain('capture-failed');
  });
});

describe('a screenshot that is not wanted', () => {
  it('is not offered, and the page says why', () => {
    open({ screenshots: false });
    expect(screen.queryByRole('button', { name: 'Take a screenshot' })).toBeNull();
    expect(screen.getByText('Your organization does not want pictures of screens on requests.')).toBeTruthy();
  });

  it('is taken off the request when the organization decides so meanwhile', async () => {
    const png = new Uint8Array([7]);
    const fake = open(
      { draft: filled },
      {
        'help:take-screenshots': () => ({
          ok: true,
          value: [{ displayId: '1', name: 'Built-in', width: 10, height: 10, png }],
        }),
      },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Take a screenshot' }));
    await screen.findByRole('button', { name: 'Remove' });
    fake.push('help:screenshots', { allowed: false });
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
    fireEvent.click(sendButton());
    await waitFor(() => expect(fake.of('help:send')).toMatchObject([{ screenshot: null }]));
  });
});

describe('the window', () => {
  it('says that a computer waits for approval, and lets go on', () => {
    const fake = open({ draft: filled, connection: { state: 'pending', fault: null } });
    expect(screen.getByText(/has not approved this computer yet/)).toBeTruthy();
    expect(sendButton().disabled).toBe(false);
    fake.push('help:connection', { state: 'online', fault: null });
    expect(screen.queryByText(/has not approved/)).toBeNull();
  });

  it('turns to what main asks for and stops listening when it goes', () => {
    const fake = open();
    fake.push('help:show', { view: 'tickets' });
    expect(screen.getByText(/No tickets yet/)).toBeTruthy();
    cleanup();
    expect(fake.listening()).toBe(0);
  });

  it('speaks German', () => {
    open({ language: 'de' });
    expect(screen.getByRole('textbox', { name: 'Was funktioniert nicht?' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('de');
    const questions = within(screen.getByRole('group', { name: 'Können Sie arbeiten?' })).getAllByRole(
      'radio',
    );
    expect(questions).toHaveLength(3);
  });
});
