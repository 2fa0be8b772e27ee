import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ViewerState } from '../../../src/renderer/kit/rtc/viewer';
import { assist, AT, MARIA, participant, ticket } from './fixtures';
import { fakeServices, openConsole } from './stage';

/** The browser's "a picture was painted", played by the test. */
let painted: ((now: number, frame: { presentationTime: number }) => void)[] = [];
beforeEach(() => {
  painted = [];
  Object.assign(HTMLVideoElement.prototype, {
    requestVideoFrameCallback: (seen: (typeof painted)[number]) => painted.push(seen),
    cancelVideoFrameCallback: () => undefined,
  });
});
afterEach(cleanup);

const connected: ViewerState = {
  step: 'connected',
  since: Date.parse(AT),
  generation: 0,
  failures: 0,
  detail: '',
};

async function open() {
  const live = assist({ state: 'live' });
  const fake = fakeServices({
    assist: () => live,
    ticket: () => ticket(),
    joinAssist: ({ body }) => ({
      assist: { ...live, participants: [participant(MARIA, body.id)] },
      participant: participant(MARIA, body.id),
      iceServers: [],
    }),
    leaveAssist: () => live,
  });
  const page = openConsole(`/assists/${live.id}`, fake);
  await waitFor(() => expect(fake.viewer.opened).toHaveLength(1));
  act(() => fake.socket.up());
  const picture = () => {
    act(() => {
      fake.viewer.opened[0]?.onState(connected);
      fake.viewer.opened[0]?.onStream(new MediaStream());
    });
    return screen.getByTestId<HTMLVideoElement>('screen');
  };
  return { ...fake, ...page, assist: live, picture };
}

describe('the live view', () => {
  it('plays without a sound, a click or controls of the browser’s own', async () => {
    const video = (await open()).picture();
    expect(video).toMatchObject({ muted: true, autoplay: true, controls: false });
    expect(video.hasAttribute('playsinline')).toBe(true);
    expect(video.srcObject).not.toBeNull();
  });

  it('says at which step it is until a picture was really painted', async () => {
    const { picture } = await open();
    expect(await screen.findByText('No picture yet')).toBeTruthy();
    picture();
    expect(screen.getAllByText('Connected, waiting for the first picture').length).toBeGreaterThan(0);
    act(() => painted[0]?.(0, { presentationTime: performance.now() + 5 }));
    expect(screen.queryByText('Connected, waiting for the first picture')).toBeNull();
  });

  it('takes the picture away when the session ends', async () => {
    const { picture, socket, assist: live } = await open();
    picture();
    const ended = { ...live, state: 'ended', endReason: 'requester-ended', endedAt: AT };
    act(() => socket.push('assist:changed', { seq: 1, assist: ended }));
    expect(await screen.findByText('The session has ended')).toBeTruthy();
    expect(screen.queryByTestId('screen')).toBeNull();
  });

  it('leaves when the page is left, and lets go of the connection', async () => {
    const { router, client, viewer, picture } = await open();
    picture();
    await act(() => router.navigate('/people'));
    await waitFor(() => expect(client.of('leaveAssist')).toHaveLength(1));
    expect(viewer.closed()).toBe(1);
  });
});
