import { describe, expect, it } from 'vitest';
import { readQuality, watchQuality, type Quality } from '../../../src/renderer/kit/rtc/quality';
import { fakeClock } from './fake-clock';

function stats(over: { bytes: number; at: number; packets: number; lost: number; relay?: boolean }) {
  return new Map<string, unknown>([
    ['T', { type: 'transport', selectedCandidatePairId: 'P' }],
    ['Q', { type: 'candidate-pair', localCandidateId: 'X', nominated: true, state: 'succeeded' }],
    [
      'P',
      { type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', currentRoundTripTime: 0.0241 },
    ],
    ['L', { type: 'local-candidate', candidateType: over.relay ? 'relay' : 'host', protocol: 'udp' }],
    ['R', { type: 'remote-candidate', candidateType: 'prflx', protocol: 'udp' }],
    ['C', { type: 'codec', mimeType: 'video/H264' }],
    [
      'V',
      {
        type: 'inbound-rtp',
        kind: 'video',
        codecId: 'C',
        timestamp: over.at,
        bytesReceived: over.bytes,
        packetsReceived: over.packets,
        packetsLost: over.lost,
        frameWidth: 1920,
        frameHeight: 1080,
        framesPerSecond: 29,
      },
    ],
  ]);
}

describe('readQuality', () => {
  it('reads path, codec, size, rate and loss', () => {
    const first = readQuality(stats({ bytes: 1000, at: 1000, packets: 10, lost: 0 }), null);
    expect(first.quality).toMatchObject({ path: 'direct', bitsPerSecond: null, bytes: 1000 });
    const second = readQuality(stats({ bytes: 126_000, at: 2000, packets: 109, lost: 1 }), first);
    expect(second.quality).toEqual({
      path: 'direct',
      protocol: 'udp',
      codec: 'H264',
      width: 1920,
      height: 1080,
      fps: 29,
      roundTripMs: 24,
      bitsPerSecond: 1_000_000,
      bytes: 126_000,
      lossPercent: 1,
    });
  });

  it('says when the path is relayed', () => {
    const reading = readQuality(stats({ bytes: 1, at: 1, packets: 1, lost: 0, relay: true }), null);
    expect(reading.quality.path).toBe('relayed');
  });

  it('knows nothing before the first packet', () => {
    expect(readQuality(new Map(), null).quality).toMatchObject({
      path: null,
      codec: null,
      fps: null,
      bytes: 0,
    });
  });
});

describe('watchQuality', () => {
  it('reads once a second until nobody looks', async () => {
    const clock = fakeClock();
    const seen: Quality[] = [];
    let asked = 0;
    const settle = () =>
      new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => resolve())));
    const stop = watchQuality(
      () => {
        asked += 1;
        return Promise.resolve(
          stats({ bytes: asked, at: asked, packets: 1, lost: 0 }) as unknown as RTCStatsReport,
        );
      },
      clock,
      (quality) => void seen.push(quality),
    );
    await expect.poll(() => seen.length).toBe(1);
    clock.advance(1000);
    await expect.poll(() => seen.length).toBe(2);
    stop();
    clock.advance(60_000);
    await settle();
    expect(asked).toBe(2);
    expect(clock.pending).toBe(0);
  });
});
