import { FRAME_RATE } from '../../kit/rtc/sending';

/** The picture of the source that main armed; main grants nothing else. `motion`: fast before fine. */
export async function captureScreen(): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { frameRate: FRAME_RATE },
    audio: false,
  });
  for (const track of stream.getVideoTracks()) track.contentHint = 'motion';
  return stream;
}
