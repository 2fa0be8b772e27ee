import { describe, expect, it } from 'vitest';
import { preferCodecs, withStartBitrate } from '../../../src/renderer/kit/rtc/sending';

const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: 90_000,
  ...(sdpFmtpLine ? { sdpFmtpLine } : {}),
});

describe('preferCodecs', () => {
  it('puts H264 first, VP8 second and keeps the rest in order', () => {
    const codecs = [
      'video/VP8',
      'video/rtx',
      'video/VP9',
      'video/H264',
      'video/H264',
      'video/AV1',
      'video/red',
    ];
    expect(preferCodecs(codecs.map((type) => codec(type))).map((each) => each.mimeType)).toEqual([
      'video/H264',
      'video/H264',
      'video/VP8',
      'video/rtx',
      'video/VP9',
      'video/AV1',
      'video/red',
    ]);
  });

  it('does without H264', () => {
    expect(preferCodecs([codec('video/VP9'), codec('video/VP8')])[0]?.mimeType).toBe('video/VP8');
  });
});

describe('withStartBitrate', () => {
  const sdp = [
    'v=0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'a=mid:0',
    'm=video 9 UDP/TLS/RTP/SAVPF 103 96 97',
    'a=rtpmap:103 H264/90000',
    'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1',
    'a=rtpmap:96 VP8/90000',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
    '',
  ].join('\r\n');

  it('hints each video format and nothing else', () => {
    expect(withStartBitrate(sdp).split('\r\n')).toEqual([
      'v=0',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'a=mid:0',
      'm=video 9 UDP/TLS/RTP/SAVPF 103 96 97',
      'a=rtpmap:103 H264/90000',
      'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;x-google-start-bitrate=4000',
      'a=rtpmap:96 VP8/90000',
      'a=fmtp:96 x-google-start-bitrate=4000',
      'a=rtpmap:97 rtx/90000',
      'a=fmtp:97 apt=96',
      '',
    ]);
  });

  it('leaves a description without video alone', () => {
    const plain = 'v=0\r\nm=audio 9 RTP 0\r\na=rtpmap:0 PCMU/8000\r\n';
    expect(withStartBitrate(plain)).toBe(plain);
  });
});
