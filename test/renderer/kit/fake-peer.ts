import type { Peer, PeerOptions } from '../../../src/renderer/kit/rtc/peer';
import type { Signal } from '../../../src/shared/model/assist';

export interface FakePeer extends Peer {
  options: PeerOptions;
  accepted: Signal[];
  closed: boolean;
}

/** A factory of peers that do nothing but remember; the newest is last. */
export function fakePeers() {
  const peers: FakePeer[] = [];
  return {
    peers,
    newest(): FakePeer {
      const peer = peers.at(-1);
      if (!peer) throw new Error('no peer was opened');
      return peer;
    },
    open(options: PeerOptions): Peer {
      const peer: FakePeer = {
        options,
        accepted: [],
        closed: false,
        accept: (signal) => void peer.accepted.push(signal),
        stats: () => Promise.resolve(null),
        close() {
          peer.closed = true;
        },
      };
      peers.push(peer);
      options.onState({
        kind: 'connecting',
        step: options.initiator ? 'waiting-for-answer' : 'waiting-for-offer',
      });
      return peer;
    },
  };
}

export const offer: Signal = { type: 'offer', sdp: 'v=0' };
export const answer: Signal = { type: 'answer', sdp: 'v=0' };
export const candidate: Signal = { type: 'candidate', candidate: { candidate: 'candidate:1' } };
export const renew: Signal = { type: 'renew' };
