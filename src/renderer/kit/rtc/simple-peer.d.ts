/** The part of simple-peer's prebuilt bundle that `peer.ts` uses. @types/simple-peer would bring Node into pages. */
declare module 'simple-peer/simplepeer.min.js' {
  interface Options {
    initiator: boolean;
    stream?: MediaStream;
    config: RTCConfiguration;
    wrtc: {
      RTCPeerConnection: typeof RTCPeerConnection;
      RTCSessionDescription: typeof RTCSessionDescription;
      RTCIceCandidate: typeof RTCIceCandidate;
    };
  }
  class SimplePeer {
    constructor(options: Options);
    readonly destroyed: boolean;
    readonly destroying: boolean;
    signal(data: object): void;
    destroy(): void;
    on(event: 'signal', listener: (data: unknown) => void): void;
    on(event: 'connect' | 'close', listener: () => void): void;
    on(event: 'stream', listener: (stream: MediaStream) => void): void;
    on(event: 'error', listener: (error: Error & { code?: string }) => void): void;
    on(event: 'data', listener: (chunk: Uint8Array) => void): void;
    on(
      event: 'iceStateChange',
      listener: (connection: RTCIceConnectionState, gathering: RTCIceGatheringState) => void,
    ): void;
  }
  export = SimplePeer;
}
