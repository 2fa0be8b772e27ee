import { useEffect, useRef } from 'react';
import { onFirstFrame } from '../../kit/rtc/first-frame';
import { useWords } from '../words/words';
import classes from './assist.module.css';

export type Zoom = 'fit' | 'actual';

interface Props {
  stream: MediaStream;
  zoom: Zoom;
  dimmed: boolean;
  /** The first picture of this stream was painted, at this time of `performance.now()`. */
  onPicture: (at: number) => void;
}

export function ScreenView({ stream, zoom, dimmed, onPicture }: Props) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const seen = useRef(onPicture);
  useEffect(() => {
    seen.current = onPicture;
  });
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = stream;
    // Muted pictures may always play; where they may not, the first frame says so by not coming.
    element.play()?.catch(() => undefined);
    return onFirstFrame(element, (at) => seen.current(at));
  }, [stream]);
  return (
    // In its actual size the picture is scrolled, also by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['stage']} data-zoom={zoom} tabIndex={zoom === 'actual' ? 0 : undefined}>
      {/* A screen has no sound and no words of its own to caption. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={video}
        data-testid="screen"
        aria-label={words.assist.screen}
        data-dimmed={dimmed || undefined}
        autoPlay
        muted
        playsInline
        disablePictureInPicture
      />
    </div>
  );
}
