import SimplePeer from 'simple-peer/simplepeer.min.js';
import type { IceServer, Signal } from '../../../shared/model/assist';
import { browserRtc, type Rtc } from './rtc';
import { applyCodecOrder, applyLimits, withStartBitrate } from './sending';

/** Where a connection that is not there yet stands. */
export type PeerStep = 'waiting-for-offer' | 'waiting-for-answer' | 'gathering' | 'checking';

/** `failed`: no path was found or the path died; `remote`: the other end closed; `local`: we did. */
export type CloseReason = 'failed' | 'remote' | 'local';

/** `lost` may come back by itself; `closed` never does. */
export type PeerState =
  | { kind: 'connecting'; step: PeerStep }
  | { kind: 'connected' }
  | { kind: 'lost' }
  | { kind: 'closed'; reason: CloseReason; detail: string };

export interface PeerOptions {
  /** The sharer offers, the viewer answers. */
  initiator: boolean;
  stream?: MediaStream;
  iceServers: readonly IceServer[];
  send(signal: Signal): void;
  onState(state: PeerState): void;
  onStream?(stream: MediaStream): void;
  /** A relay that gives no path, for the small print: a direct one may still be found. */
  onRelayRefused?(detail: string): void;
  rtc?: Rtc;
}

export interface Peer {
  accept(signal: Signal): void;
  stats(): Promise<RTCStatsReport | null>;
  /** Silent: the one who closes needs no telling. */
  close(): void;
}
export type OpenPeer = (options: PeerOptions) => Peer;

/**
 * One connection to one other end, from opening to its end; it is never revived, its owner opens the next one.
 * The only place that knows simple-peer, which is unmaintained and destroys itself when ICE fails.
 */
export const openPeer: OpenPeer = (options) => {
  const rtc = options.rtc ?? browserRtc();
  const opened: { connection: RTCPeerConnection | null } = { connection: null };
  class Observed extends rtc.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      opened.connection = this;
    }
  }

  let state: PeerState | null = null;
  let failure: string | null = null;
  const enter = (next: PeerState) => {
    if (state?.kind === 'closed' || sameState(state, next)) return;
    state = next;
    options.onState(next);
  };

  const peer = new SimplePeer({
    initiator: options.initiator,
    ...(options.stream ? { stream: options.stream } : {}),
    config: { iceServers: options.iceServers.map(toRtcServer), bundlePolicy: 'max-bundle' },
    wrtc: {
      RTCPeerConnection: Observed,
      RTCSessionDescription: rtc.RTCSessionDescription,
      RTCIceCandidate: rtc.RTCIceCandidate,
    },
  });
  peer.on('signal', (data) => {
    const signal = toSignal(data);
    if (signal && state?.kind !== 'closed') options.send(signal);
  });
  peer.on('iceStateChange', (ice, gathering) => {
    const next = stateOf(ice, gathering, state);
    if (next) enter(next);
  });
  peer.on('connect', () => enter({ kind: 'connected' }));
  peer.on('stream', (stream) => options.onStream?.(stream));
  // An unread stream would hold what the other end may send later.
  peer.on('data', () => undefined);
  peer.on('error', (error) => {
    failure = error.code ?? error.message;
  });
  peer.on('close', () =>
    enter({ kind: 'closed', reason: failure === null ? 'remote' : 'failed', detail: failure ?? '' }),
  );

  const { connection } = opened;
  if (connection) {
    connection.onicecandidateerror = ({ url, errorCode, errorText }) => {
      const refused = url.startsWith('turn') && state?.kind !== 'closed';
      if (refused) options.onRelayRefused?.(`relay refused: ${errorCode} ${errorText}`.trim());
    };
  }
  if (connection && options.stream) {
    applyCodecOrder(connection, rtc.videoCodecs());
    // Limits are a refinement: a browser that refuses them still sends a picture.
    applyLimits(connection).catch(() => undefined);
  }
  enter({ kind: 'connecting', step: options.initiator ? 'waiting-for-answer' : 'waiting-for-offer' });

  return {
    accept(signal) {
      if (signal.type === 'renew' || peer.destroyed || peer.destroying) return;
      peer.signal(
        signal.type === 'answer' && options.stream
          ? { type: 'answer', sdp: withStartBitrate(signal.sdp) }
          : signal,
      );
    },
    async stats() {
      return connection && connection.connectionState !== 'closed' ? connection.getStats() : null;
    },
    close() {
      state = { kind: 'closed', reason: 'local', detail: '' };
      peer.destroy();
    },
  };
};

function sameState(a: PeerState | null, b: PeerState): boolean {
  if (a === null || a.kind !== b.kind) return false;
  return a.kind !== 'connecting' || b.kind !== 'connecting' || a.step === b.step;
}

function stateOf(
  ice: RTCIceConnectionState,
  gathering: RTCIceGatheringState,
  before: PeerState | null,
): PeerState | null {
  switch (ice) {
    case 'checking':
      return { kind: 'connecting', step: 'checking' };
    case 'disconnected':
      return { kind: 'lost' };
    case 'connected':
    case 'completed':
      // The first time simple-peer says so itself, when its channel is open as well.
      return before?.kind === 'lost' ? { kind: 'connected' } : null;
    case 'new':
      return gathering === 'gathering' ? { kind: 'connecting', step: 'gathering' } : null;
    case 'failed':
    case 'closed':
      return null;
  }
}

function toRtcServer(server: IceServer): RTCIceServer {
  return {
    urls: server.urls,
    ...(server.username === undefined ? {} : { username: server.username }),
    ...(server.credential === undefined ? {} : { credential: server.credential }),
  };
}

/** What simple-peer wants to say, in our own words; nothing for what we do not use. */
function toSignal(data: unknown): Signal | null {
  const said = data as { type?: unknown; sdp?: unknown; candidate?: RTCIceCandidateInit };
  switch (said.type) {
    case 'offer':
    case 'answer':
      return { type: said.type, sdp: String(said.sdp) };
    case 'candidate':
      return {
        type: 'candidate',
        candidate: {
          candidate: said.candidate?.candidate ?? '',
          sdpMLineIndex: said.candidate?.sdpMLineIndex ?? null,
          sdpMid: said.candidate?.sdpMid ?? null,
        },
      };
    case 'renegotiate':
      return { type: 'renegotiate', renegotiate: true };
    default:
      return null;
  }
}
