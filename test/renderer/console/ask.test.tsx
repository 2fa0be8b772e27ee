import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { askState, shouldJoin } from '../../../src/renderer/console/ask/ask-state';
import { fault } from '../../../src/shared/base/fault';
import type { Assist } from '../../../src/shared/model/assist';
import { newId } from '../../../src/shared/model/ids';
import { AT, assist, BEN, participant, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

afterEach(cleanup);

describe('what the button offers', () => {
  const online = ticket();
  const offline = ticket({ device: { ...online.device, online: false } });
  it.each([
    ['an online computer', online, null, { kind: 'may-ask', after: null }],
    ['an offline computer', offline, null, { kind: 'may-not-ask', why: 'offline', after: null }],
    [
      'a closed ticket',
      ticket({ status: 'closed' }),
      null,
      { kind: 'may-not-ask', why: 'over', after: null },
    ],
    ['a question', online, assist(), { kind: 'waiting', until: Date.parse(AT) + 30_000 }],
    ['a live screen', online, assist({ state: 'live' }), { kind: 'live', paused: false }],
    ['a live screen of a computer whose link is lost', offline, assist({ state: 'live' }), { kind: 'live' }],
    ['a paused screen', online, assist({ state: 'paused' }), { kind: 'live', paused: true }],
    ['a no', online, assist({ state: 'ended', endReason: 'denied' }), { kind: 'may-ask', after: 'denied' }],
  ])('for %s', (_, shown, open, expected) => {
    expect(askState({ ticket: shown, assist: open, asking: false })).toMatchObject(expected);
  });

  it('joins only the one who asked, and only after a yes', () => {
    const live = assist({ state: 'live' });
    expect(shouldJoin(live, live.id)).toBe(true);
    expect(shouldJoin(live, newId())).toBe(false);
    expect(shouldJoin(live, null)).toBe(false);
    expect(shouldJoin({ ...live, state: 'requested' }, live.id)).toBe(false);
    expect(shouldJoin({ ...live, state: 'ended' }, live.id)).toBe(false);
  });
});

describe('asking to see the screen', () => {
  function open(over: Parameters<typeof ticket>[0] = {}, handlers: Parameters<typeof fakeServices>[0] = {}) {
    let current: Assist | null = null;
    const shown = ticket(over);
    const fake = fakeServices({
      ticket: () => ({ ...shown, assistId: current && current.state !== 'ended' ? current.id : null }),
      assist: () => current ?? fault('not-found'),
      askAssist: ({ body }) => (current = assist({ id: body.id, ticketId: shown.id })),
      endAssist: () => (current = { ...(current ?? assist()), state: 'ended', endReason: 'canceled' }),
      joinAssist: ({ body }) => ({
        assist: current ?? assist(),
        participant: participant(BEN, body.id),
        iceServers: [],
      }),
      leaveAssist: () => current ?? assist(),
      ...handlers,
    });
    let seq = 0;
    return {
      ...fake,
      ...openConsole('/tickets/DS-1042', fake),
      happens: (change: Partial<Assist>) =>
        act(() => {
          if (seq === 0) fake.socket.up();
          current = { ...(current ?? assist()), ...change };
          fake.socket.push('assist:changed', { seq: ++seq, assist: current });
        }),
    };
  }
  const askButton = () => screen.findByRole<HTMLButtonElement>('button', { name: 'Ask to see the screen' });

  it('counts down while it waits, and says no answer in words', async () => {
    const { clock, happens } = open();
    fireEvent.click(await askButton());
    expect(await screen.findByText('Waiting for Jane Doe to agree')).toBeTruthy();
    expect(screen.getByText('0:30 left')).toBeTruthy();
    act(() => clock.advance(6000));
    expect(screen.getByText('0:24 left')).toBeTruthy();
    happens({ state: 'ended', endReason: 'consent-timeout' });
    expect((await screen.findAllByText(/No answer within 30 seconds/)).length).toBeGreaterThan(0);
    expect((await askButton()).disabled).toBe(false);
  });

  it('opens the live view by itself for the one who asked', async () => {
    const { path, happens, client, services } = open();
    fireEvent.click(await askButton());
    await screen.findByText('Waiting for Jane Doe to agree');
    happens({ state: 'live' });
    await waitFor(() => expect(path()).toMatch(/^\/assists\//));
    await waitFor(() => expect(client.of('joinAssist')).toHaveLength(1));
    expect(services.joinClicks.size).toBe(1);
  });

  it('lets another technician join by hand', async () => {
    const live = assist({ state: 'live', participants: [participant(BEN)] });
    const { path } = open({}, { ticket: () => ticket({ assistId: live.id }), assist: () => live });
    fireEvent.click(await screen.findByRole('button', { name: 'Join' }));
    await waitFor(() => expect(path()).toBe(`/assists/${live.id}`));
  });

  it('takes the question back', async () => {
    const { client } = open();
    fireEvent.click(await askButton());
    fireEvent.click(await screen.findByRole('button', { name: 'Take the question back' }));
    expect((await screen.findAllByText('The question was taken back.')).length).toBeGreaterThan(0);
    expect(client.of('endAssist')).toHaveLength(1);
  });

  it('is disabled with the reason beside it while the computer is away', async () => {
    open({ device: { ...ticket().device, online: false } });
    expect((await askButton()).disabled).toBe(true);
    expect(screen.getByText(/You can ask as soon as it is back/)).toBeTruthy();
  });

  it('says why the desk refused', async () => {
    open({}, { askAssist: () => fault('assist-open') });
    fireEvent.click(await askButton());
    expect((await screen.findByRole('alert')).textContent).toContain(
      'A session for this computer is already open.',
    );
    expect((await askButton()).disabled).toBe(false);
  });
});
