import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AssistApp } from '../../../src/renderer/agent/assist/assist-app';
import { createSession } from '../../../src/renderer/agent/assist/session';
import { UiProvider } from '../../../src/renderer/kit/ui/provider';
import type { AssistBridge, AssistWindowState } from '../../../src/shared/contract/ipc';
import { fakeClock } from '../kit/fake-clock';
import { answer, fakePeers, offer } from '../kit/fake-peer';
import { fakeBridge } from './fake-bridge';
import { assistState, participantNamed } from './fixtures';

/** A captured screen: one video track that can be switched off, stopped, and can end by itself. */
function fakeStream() {
  const track = Object.assign(new EventTarget(), {
    kind: 'video',
    enabled: true,
    stopped: false,
    stop: () => undefined as void,
  });
  track.stop = () => void (track.stopped = true);
  return {
    track,
    stream: { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream,
  };
}

function open(over: Partial<AssistWindowState> = {}, capture?: () => Promise<MediaStream>) {
  const state = assistState(over);
  const fake = fakeBridge<AssistBridge>({ 'assist:allow': () => ({ ok: true, value: undefined }) });
  const { track, stream } = fakeStream();
  const factory = fakePeers();
  const clock = fakeClock();
  const session = createSession({
    bridge: fake.bridge,
    capture: capture ?? (() => Promise.resolve(stream)),
    rtc: { openPeer: factory.open, clock, random: () => 0.5 },
    now: () => performance.now(),
  });
  render(
    <UiProvider language="en">
      <AssistApp session={session} initial={state} />
    </UiProvider>,
  );
  /** The first second, in which nothing can be answered, is over. */
  const afterTheGuard = () => act(() => clock.advance(1000));
  return { ...fake, track, factory, state, session, clock, afterTheGuard };
}

const allow = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Allow viewing' });
const deny = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Don’t allow' });

async function sharing(over: Partial<AssistWindowState> = {}) {
  const opened = open(over);
  opened.afterTheGuard();
  fireEvent.click(allow());
  await screen.findByRole('button', { name: 'End sharing' });
  await waitFor(() => expect(opened.of('assist:sharing')).toHaveLength(1));
  return opened;
}

afterEach(cleanup);

describe('consent', () => {
  it('says who, in which role, for which ticket, and what they may do', () => {
    open();
    expect(screen.getByRole('heading', { name: 'Maria Novak wants to see your screen' })).toBeTruthy();
    expect(screen.getByText('IT support, Example GmbH')).toBeTruthy();
    expect(screen.getByText('DS-1042')).toBeTruthy();
    expect(screen.getByText('Outlook does not open')).toBeTruthy();
    expect(
      screen.getByText('Maria Novak can only look. You will be asked again before anything else.'),
    ).toBeTruthy();
    expect(document.activeElement).toBe(deny());
  });

  it('cannot be answered within the first second', () => {
    const { of, clock, afterTheGuard } = open();
    act(() => clock.advance(999));
    expect(allow().getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(deny());
    fireEvent.click(allow());
    expect(of('assist:deny')).toEqual([]);
    expect(of('assist:allow')).toEqual([]);
    afterTheGuard();
    fireEvent.click(deny());
    expect(of('assist:deny')).toHaveLength(1);
  });

  it('chooses the only screen, and makes the person choose among several', () => {
    const thumbnail = new Uint8Array([1]);
    open();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Whole screen: Built-in' }).checked).toBe(
      true,
    );
    cleanup();
    const { of, afterTheGuard } = open({
      sources: [
        { id: 'screen:1', kind: 'screen', name: 'Left', thumbnail },
        { id: 'screen:2', kind: 'screen', name: 'Right', thumbnail },
      ],
    });
    expect(allow().disabled).toBe(true);
    expect(screen.getByText('Choose a screen or window first.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Whole screen: Right' }));
    afterTheGuard();
    fireEvent.click(allow());
    expect(of('assist:allow')).toEqual([{ sourceId: 'screen:2' }]);
  });

  it('tells main when the capture fails, and shares nothing', async () => {
    const { of, push, afterTheGuard } = open({}, () => Promise.reject(new Error('NotReadableError')));
    afterTheGuard();
    fireEvent.click(allow());
    expect((await screen.findByRole('alert')).textContent).toContain('capture-failed');
    expect(of('assist:capture-failed')).toEqual([{ detail: 'Error: NotReadableError' }]);
    expect(of('assist:sharing')).toEqual([]);
    push('assist:ended', { by: 'requester' });
    expect(screen.getByRole('alert').textContent).toContain('capture-failed');
  });

  it('is taken back when the technician withdraws', () => {
    const { push } = open();
    push('assist:ended', { by: 'technician' });
    expect(screen.getByText('The request to see your screen was withdrawn.')).toBeTruthy();
  });

  it('stops a capture that starts after it was withdrawn', async () => {
    const { track, stream } = fakeStream();
    let captured = () => undefined as void;
    const { push, of, afterTheGuard } = open(
      {},
      () => new Promise((resolve) => (captured = () => resolve(stream))),
    );
    afterTheGuard();
    fireEvent.click(allow());
    await waitFor(() => expect(of('assist:allow')).toHaveLength(1));
    push('assist:ended', { by: 'desk' });
    await act(async () => captured());
    await waitFor(() => expect(track.stopped).toBe(true));
    expect(of('assist:sharing')).toEqual([]);
  });
});

describe('share bar', () => {
  it('names everybody who watches and announces who joins', async () => {
    const { push, factory } = await sharing();
    expect(screen.getByText('Waiting for Maria Novak')).toBeTruthy();
    const maria = participantNamed('Maria Novak');
    push('assist:joined', { participant: maria, iceServers: [] });
    expect(screen.getByText('Maria Novak is watching')).toBeTruthy();
    push('assist:joined', { participant: participantNamed('Tom Berg'), iceServers: [] });
    expect(screen.getByText('Maria Novak and Tom Berg are watching')).toBeTruthy();
    expect(screen.getByText(/are watching/).getAttribute('aria-live')).toBe('polite');
    expect(factory.peers).toHaveLength(2);
    push('assist:left', { participantId: maria.id });
    expect(screen.getByText('Tom Berg is watching')).toBeTruthy();
    expect(factory.peers[0]?.closed).toBe(true);
  });

  it('says nobody after the last one left, and names a person once', async () => {
    const { push } = await sharing();
    const [one, again] = [participantNamed('Maria Novak'), participantNamed('Maria Novak')];
    push('assist:joined', { participant: one, iceServers: [] });
    push('assist:joined', { participant: again, iceServers: [] });
    expect(screen.getByText('Maria Novak is watching')).toBeTruthy();
    push('assist:left', { participantId: one.id });
    push('assist:left', { participantId: again.id });
    expect(screen.getByText('Nobody is watching now')).toBeTruthy();
  });

  it('carries signals both ways, each with its generation', async () => {
    const { push, factory, of } = await sharing();
    const participant = participantNamed('Maria Novak');
    push('assist:joined', { participant, iceServers: [] });
    factory.newest().options.send(offer);
    expect(of('assist:signal')).toEqual([{ participantId: participant.id, generation: 0, signal: offer }]);
    push('assist:signal', { participantId: participant.id, generation: 0, signal: answer });
    expect(factory.newest().accepted).toEqual([answer]);
    act(() => factory.newest().options.onState({ kind: 'connected' }));
    expect(of('assist:peer').at(-1)).toEqual({
      participantId: participant.id,
      state: 'connected',
      detail: 'generation 0',
    });
  });

  it('connects who joined before the capture ran', async () => {
    const { push, factory, afterTheGuard } = open();
    push('assist:joined', { participant: participantNamed('Maria Novak'), iceServers: [] });
    expect(factory.peers).toHaveLength(0);
    afterTheGuard();
    fireEvent.click(allow());
    await screen.findByText('Maria Novak is watching');
    await waitFor(() => expect(factory.peers).toHaveLength(1));
  });

  it('pauses the picture itself and tells main', async () => {
    const { track, of } = await sharing();
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(track.enabled).toBe(false);
    expect(screen.getByText(/Paused, nothing is shown/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(track.enabled).toBe(true);
    expect(of('assist:pause')).toEqual([{ paused: true }, { paused: false }]);
  });

  it('ends here first, without waiting for anybody', async () => {
    const { track, of, push, factory } = await sharing();
    push('assist:joined', { participant: participantNamed('Maria Novak'), iceServers: [] });
    fireEvent.click(screen.getByRole('button', { name: 'End sharing' }));
    expect(track.stopped).toBe(true);
    expect(factory.newest().closed).toBe(true);
    expect(of('assist:end')).toHaveLength(1);
    expect(screen.getByText('Nobody can see your screen any more.')).toBeTruthy();
  });

  it('ends when the shared window closes', async () => {
    const { track, of } = await sharing();
    act(() => void track.dispatchEvent(new Event('ended')));
    expect(of('assist:end')).toHaveLength(1);
    expect(screen.getByRole('heading', { name: 'Sharing has ended' })).toBeTruthy();
  });

  it('stops when the other side ends it, and stays over', async () => {
    const { track, push, of, factory } = await sharing();
    push('assist:ended', { by: 'technician' });
    expect(track.stopped).toBe(true);
    expect(screen.getByText(/The technician ended it/)).toBeTruthy();
    push('assist:joined', { participant: participantNamed('Tom Berg'), iceServers: [] });
    expect(factory.peers).toHaveLength(0);
    expect(of('assist:end')).toEqual([]);
  });

  it('goes on without the desk and says so', async () => {
    const { push, track } = await sharing();
    push('assist:link', { online: false });
    expect(screen.getByText('Desk connection lost – sharing goes on')).toBeTruthy();
    expect(track.stopped).toBe(false);
    push('assist:link', { online: true });
    expect(screen.queryByText(/Desk connection lost/)).toBeNull();
  });

  it('tells main how much room it wants', async () => {
    const { of } = await sharing();
    expect(of('assist:fit')[0]).toEqual({ width: 100, height: 30 });
  });

  it('stops everything when the page goes', async () => {
    const { track, listening, session } = await sharing();
    session.dispose();
    expect(track.stopped).toBe(true);
    expect(listening()).toBe(0);
  });
});
