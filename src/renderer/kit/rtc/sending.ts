/**
 * How a screen is sent (measured, docs/architecture.md): H264 with hint `motion` is the cheapest codec in software,
 * VP8 the one every browser has; without a start bitrate the first seconds are blurred.
 */
export const FRAME_RATE = 30;
const MAX_BITRATE = 8_000_000;
const START_KBIT = 4000;
const CODEC_ORDER = ['video/h264', 'video/vp8'];

/** The same codecs with ours in front. Redundancy and retransmission formats keep their places behind. */
export function preferCodecs(codecs: readonly RTCRtpCodec[]): RTCRtpCodec[] {
  const rank = (codec: RTCRtpCodec) => {
    const at = CODEC_ORDER.indexOf(codec.mimeType.toLowerCase());
    return at < 0 ? CODEC_ORDER.length : at;
  };
  return [...codecs].sort((a, b) => rank(a) - rank(b));
}

/** Must run before the first offer: the order of codecs is part of it. */
export function applyCodecOrder(connection: RTCPeerConnection, codecs: readonly RTCRtpCodec[] | null): void {
  if (!codecs || codecs.length === 0) return;
  for (const transceiver of connection.getTransceivers()) {
    if (transceiver.sender.track?.kind === 'video') transceiver.setCodecPreferences(preferCodecs(codecs));
  }
}

/** Text must stay readable when the machine is short of time: fewer pictures rather than a smaller one. */
export async function applyLimits(connection: RTCPeerConnection): Promise<void> {
  for (const sender of connection.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    parameters.degradationPreference = 'maintain-resolution';
    parameters.encodings = (parameters.encodings.length > 0 ? parameters.encodings : [{}]).map(
      (encoding) => ({
        ...encoding,
        maxBitrate: MAX_BITRATE,
        maxFramerate: FRAME_RATE,
      }),
    );
    await sender.setParameters(parameters);
  }
}

/**
 * The answer with a start bitrate on each video format: Chromium reads it from the remote description only.
 * Other browsers ignore it.
 */
export function withStartBitrate(sdp: string): string {
  const hint = `x-google-start-bitrate=${START_KBIT}`;
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => (section.startsWith('m=video') ? hintFormats(section, hint) : section))
    .join('');
}

function hintFormats(section: string, hint: string): string {
  const formats = [...section.matchAll(/^a=rtpmap:(\d+) (?:H264|VP8|VP9|AV1)\//gm)].map((match) => match[1]);
  return formats.reduce((text: string, format) => {
    const parameters = new RegExp(`^(a=fmtp:${format} .*?)(\\r?)$`, 'm');
    return parameters.test(text)
      ? text.replace(parameters, `$1;${hint}$2`)
      : text.replace(new RegExp(`^(a=rtpmap:${format} .*?)(\\r?)$`, 'm'), `$1$2\na=fmtp:${format} ${hint}$2`);
  }, section);
}
