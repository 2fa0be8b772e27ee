/** Calls `seen` once, with the time (performance.now) at which the first picture of `video` was presented. */
export function onFirstFrame(video: HTMLVideoElement, seen: (at: number) => void): () => void {
  const handle = video.requestVideoFrameCallback((_now, frame) => seen(frame.presentationTime));
  return () => video.cancelVideoFrameCallback(handle);
}
