/** The browser's WebRTC, as tests replace it. */
export interface Rtc {
  RTCPeerConnection: typeof RTCPeerConnection;
  RTCSessionDescription: typeof RTCSessionDescription;
  RTCIceCandidate: typeof RTCIceCandidate;
  /** What this browser can send, best first; `null` where it does not say. */
  videoCodecs(): readonly RTCRtpCodec[] | null;
}

export function browserRtc(): Rtc {
  return {
    RTCPeerConnection,
    RTCSessionDescription,
    RTCIceCandidate,
    videoCodecs: () => RTCRtpSender.getCapabilities('video')?.codecs ?? null,
  };
}
