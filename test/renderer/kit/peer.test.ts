import { describe, expect, it } from 'vitest';
import { openPeer, type PeerOptions, type PeerState } from '../../../src/renderer/kit/rtc/peer';
import type { Rtc } from '../../../src/renderer/kit/rtc/rtc';
import type { Signal } from '../../../src/shared/model/assist';

const ANSWER = ['v=0', 'm=video 9 UDP 103', 'a=rtpmap:103 H264/90000', ''].join('\r\n');

/** As much of a connection as simple-peer needs; the test plays the browser. */
class FakeConnection {
  static newest: FakeConnection;
  iceConnectionState = 'new';
  iceGatheringState = 'new';
  connectionState = 'new';
  signalingState = 'stable';
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  oniceconnectionstatechange: () => void = () => undefined;
  onicecandidate: (event: { candidate: object | null }) => void = () => undefined;
  channel = {
    label: 'x',
    readyState: 'open',
    bufferedAmount: 0,
    close: () => undefined,
    onopen: () => undefined,
  };
  codecs: string[] = [];
  parameters: { encodings: object[]; degradationPreference?: string } = { encodings: [{}] };
  readonly configuration: RTCConfiguration;
  readonly #senders: object[] = [];

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakeConnection.newest = this;
  }
  createDataChannel() {
    return this.channel;
  }
  addTrack(track: object) {
    const sender = {
      track,
      getParameters: () => structuredClone(this.parameters),
      setParameters: (parameters: typeof this.parameters) => {
        this.parameters = parameters;
        return Promise.resolve();
      },
    };
    this.#senders.push(sender);
    return sender;
  }
  getSenders() {
    return this.#senders;
  }
  getTransceivers() {
    return this.#senders.map((sender) => ({
      sender,
      setCodecPreferences: (codecs: { mimeType: string }[]) => {
        this.codecs = codecs.map((codec) => codec.mimeType);
      },
    }));
  }
  createOffer() {
    return Promise.resolve({ type: 'offer', sdp: 'v=0 offer' });
  }
  setLocalDescription(description: { type: string; sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  setRemoteDescription(description: { type: string; sdp: string }) {
    this.remoteDescription = description;
    return Promise.resolve();
  }
  addIceCandidate() {
    return Promise.resolve();
  }
  getStats() {
    return Promise.resolve(
      new Map([
        ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P' }],
        ['P', { id: 'P', type: 'candidate-pair' }],
      ]),
    );
  }
  close() {
    this.connectionState = 'closed';
  }
  ice(state: string) {
    this.iceConnectionState = state;
    this.oniceconnectionstatechange();
  }
}

function open(over: Partial<PeerOptions> = {}) {
  const sent: Signal[] = [];
  const states: PeerState[] = [];
  const track = { kind: 'video' };
  const rtc = {
    RTCPeerConnection: FakeConnection,
    RTCSessionDescription: class {
      constructor(description: object) {
        Object.assign(this, description);
      }
    },
    RTCIceCandidate: class {},
    videoCodecs: () => ['video/VP8', 'video/H264'].map((mimeType) => ({ mimeType, clockRate: 90_000 })),
  } as unknown as Rtc;
  const peer = openPeer({
    initiator: true,
    stream: { getTracks: () => [track] } as unknown as MediaStream,
    iceServers: [{ urls: ['turn:desk.example'], username: 'u', credential: 'c' }],
    send: (signal) => void sent.push(signal),
    onState: (state) => void states.push(state),
    rtc,
    ...over,
  });
  return { peer, connection: FakeConnection.newest, sent, states };
}

describe('peer', () => {
  it('offers with our codecs first and our limits, over the desk’s servers only', async () => {
    const { connection, sent, states, peer } = open();
    expect(states).toEqual([{ kind: 'connecting', step: 'waiting-for-answer' }]);
    expect(connection.configuration.iceServers).toEqual([
      { urls: ['turn:desk.example'], username: 'u', credential: 'c' },
    ]);
    expect(connection.codecs).toEqual(['video/H264', 'video/VP8']);
    await expect.poll(() => sent).toEqual([{ type: 'offer', sdp: 'v=0 offer' }]);
    expect(connection.parameters).toEqual({
      degradationPreference: 'maintain-resolution',
      encodings: [{ maxBitrate: 8_000_000, maxFramerate: 30 }],
    });
    peer.close();
  });

  it('uses nobody’s servers when the desk names none', () => {
    const { connection, peer } = open({ iceServers: [] });
    expect(connection.configuration.iceServers).toEqual([]);
    peer.close();
  });

  it('passes candidates on in the contract’s shape', () => {
    const { connection, sent, peer } = open();
    connection.onicecandidate({ candidate: { candidate: 'candidate:1', sdpMLineIndex: 0, sdpMid: '0' } });
    expect(sent).toEqual([
      { type: 'candidate', candidate: { candidate: 'candidate:1', sdpMLineIndex: 0, sdpMid: '0' } },
    ]);
    peer.close();
  });

  it('starts at a good bitrate', async () => {
    const { connection, peer } = open();
    peer.accept({ type: 'answer', sdp: ANSWER });
    await expect.poll(() => connection.remoteDescription?.sdp).toContain('x-google-start-bitrate=4000');
    peer.close();
  });

  it('says where it stands, comes back when lost, and ends with the reason', async () => {
    const { connection, states } = open();
    connection.ice('checking');
    connection.ice('connected');
    connection.channel.onopen();
    await expect.poll(() => states.at(-1)).toEqual({ kind: 'connected' });
    connection.ice('disconnected');
    connection.ice('connected');
    connection.ice('disconnected');
    connection.ice('failed');
    await expect.poll(() => states.at(-1)?.kind).toBe('closed');
    expect(states.map((state) => (state.kind === 'connecting' ? state.step : state.kind))).toEqual([
      'waiting-for-answer',
      'checking',
      'connected',
      'lost',
      'connected',
      'lost',
      'closed',
    ]);
    expect(states.at(-1)).toEqual({ kind: 'closed', reason: 'failed', detail: 'ERR_ICE_CONNECTION_FAILURE' });
  });

  it('is silent after it was closed, and takes no more signals', async () => {
    const { connection, states, sent, peer } = open();
    peer.close();
    const before = states.length;
    peer.accept({ type: 'answer', sdp: ANSWER });
    connection.onicecandidate({ candidate: { candidate: 'candidate:1' } });
    await expect.poll(() => connection.connectionState).toBe('closed');
    expect(states).toHaveLength(before);
    expect(sent).toEqual([]);
    expect(await peer.stats()).toBeNull();
  });
});
