import { useCallback, useRef, useState } from 'react';
import { useServices } from '../app/services';

/** Measures from the click on Join, or from the page's beginning, to the first picture that was painted. */
export function useFirstFrame(assistId: string) {
  const { joinClicks } = useServices();
  const [start] = useState(() => joinClicks.get(assistId) ?? performance.now());
  const measured = useRef(false);
  const [firstFrameMs, setFirstFrameMs] = useState<number | null>(null);
  const [pictureOf, setPictureOf] = useState<MediaStream | null>(null);
  const onPicture = useCallback(
    (stream: MediaStream, at: number) => {
      setPictureOf(stream);
      if (measured.current) return;
      measured.current = true;
      joinClicks.delete(assistId);
      setFirstFrameMs(at - start);
      document.documentElement.dataset['firstFrameMs'] = String(Math.round(at - start));
    },
    [assistId, joinClicks, start],
  );
  return { firstFrameMs, pictureOf, onPicture };
}
