import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { ROOT } from '../stage/run-folder.ts';
import { readPicture, type Measured } from '../stage/shared-screen.ts';
import type { Stage } from '../stage/stage.ts';

interface Ends {
  connection: RTCPeerConnection;
}

/** The same display through one bare RTCPeerConnection: H264, hint `motion`, zero playout delay. */
export async function measureRawLoop(stage: Stage, seconds: number): Promise<Measured> {
  const env = Object.fromEntries(
    Object.entries(stage.display.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const app = await _electron.launch({
    args: [
      join(ROOT, 'test/bench/raw-loop'),
      '--no-sandbox',
      `--user-data-dir=${join(stage.folder, 'raw-loop')}`,
    ],
    env,
    cwd: ROOT,
  });
  const viewer = await stage.browser.newPage();
  try {
    const sender = await app.firstWindow();
    const offer = await sender.evaluate(startSender);
    const answer = await viewer.evaluate(answerOffer, offer);
    await sender.evaluate(
      (sdp) => (globalThis as unknown as Ends).connection.setRemoteDescription({ type: 'answer', sdp }),
      answer,
    );
    const picture = await readPicture(viewer, stage.size);
    await viewer.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await warmUp(viewer);
    return await picture.measure(seconds);
  } finally {
    await viewer.close();
    await app.close();
  }
}

/** Both loops are read after the encoder has found its bitrate: three seconds of shown frames. */
export async function warmUp(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const video = document.querySelector('video');
        const from = performance.now();
        const next = () =>
          performance.now() - from > 3000 ? resolve() : video?.requestVideoFrameCallback(next);
        next();
      }),
  );
}

async function startSender(): Promise<string> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 30 } });
  const connection = new RTCPeerConnection();
  (globalThis as unknown as Ends).connection = connection;
  for (const track of stream.getVideoTracks()) {
    track.contentHint = 'motion';
    const transceiver = connection.addTransceiver(track, { streams: [stream] });
    const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
    const h264 = codecs.filter((codec) => codec.mimeType === 'video/H264');
    transceiver.setCodecPreferences([...h264, ...codecs.filter((codec) => codec.mimeType !== 'video/H264')]);
    const parameters = transceiver.sender.getParameters();
    for (const encoding of parameters.encodings)
      Object.assign(encoding, { maxBitrate: 8_000_000, maxFramerate: 30 });
    await transceiver.sender.setParameters(parameters);
  }
  await connection.setLocalDescription();
  await new Promise<void>((resolve) => {
    if (connection.iceGatheringState === 'complete') resolve();
    connection.addEventListener(
      'icegatheringstatechange',
      () => connection.iceGatheringState === 'complete' && resolve(),
    );
  });
  return connection.localDescription?.sdp ?? '';
}

async function answerOffer(sdp: string): Promise<string> {
  const video = document.createElement('video');
  video.dataset['testid'] = 'screen';
  video.muted = true;
  video.autoplay = true;
  document.body.append(video);
  const connection = new RTCPeerConnection();
  (globalThis as unknown as Ends).connection = connection;
  connection.addEventListener('track', (event) => {
    video.srcObject = event.streams[0] ?? null;
  });
  await connection.setRemoteDescription({ type: 'offer', sdp });
  await connection.setLocalDescription();
  await new Promise<void>((resolve) => {
    if (connection.iceGatheringState === 'complete') resolve();
    connection.addEventListener(
      'icegatheringstatechange',
      () => connection.iceGatheringState === 'complete' && resolve(),
    );
  });
  return (connection.localDescription?.sdp ?? '')
    .replace(/b=AS:\d+\r\n/g, '')
    .replace(/(a=fmtp:\d+ [^\r\n]*)/g, '$1;x-google-start-bitrate=4000');
}
