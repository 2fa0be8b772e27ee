import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { PICTURE_LIMIT } from '../../../../shared/model/picture-limit';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import classes from '../help.module.css';
import type { Picture } from '../help-state';
import { ViewHeader } from '../view-header';
import { draw, toPng, type Edit, type Point, type Rect } from './drawing';
import { FrameSurface } from './frame-surface';

type Tool = Edit['kind'];

interface Props {
  picture: Picture;
  onDone(png: Uint8Array): void;
  onBack(): void;
}

/** Crop, arrow and blur on the picture that will be sent; every edit is burned into it. */
export function ScreenshotEditor({ picture, onDone, onBack }: Props) {
  const words = useWords();
  const announce = useAnnounce();
  const helpId = useId();
  const [source, setSource] = useState<ImageBitmap | null>(null);
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const [tool, setTool] = useState<Tool>('crop');
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let current = true;
    let opened: ImageBitmap | null = null;
    const blob = new Blob([picture.png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    void createImageBitmap(blob).then((bitmap) => {
      opened = bitmap;
      if (current) setSource(bitmap);
      else bitmap.close();
    });
    return () => {
      current = false;
      opened?.close();
    };
  }, [picture.png]);

  useEffect(() => {
    if (!source || !holder.current) return;
    const drawn = draw(source, edits);
    drawn.className = classes['canvas'] ?? '';
    holder.current.replaceChildren(drawn);
    setCanvas(drawn);
  }, [source, edits]);

  function apply(from: Point, to: Point, rect: Rect | null): void {
    if (tool === 'arrow') setEdits([...edits, { kind: 'arrow', from, to }]);
    else if (rect) setEdits([...edits, { kind: tool, rect }]);
    else return;
    announce(words.editor.applied[tool]);
  }

  async function finish(): Promise<void> {
    if (!canvas) return;
    onDone(edits.length === 0 ? picture.png : await toPng(canvas, PICTURE_LIMIT));
  }

  return (
    <div className={classes['view']}>
      <ViewHeader title={words.editor.title} onBack={onBack} />
      <div className={classes['body']}>
        <div className={classes['tools']}>
          <SegmentedControl
            value={tool}
            onChange={(value) => setTool(value as Tool)}
            aria-label={words.editor.tools}
            data={(['crop', 'arrow', 'blur'] as const).map((value) => ({
              value,
              label: words.editor[value],
            }))}
          />
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
            disabled={edits.length === 0}
            onClick={() => {
              setEdits(edits.slice(0, -1));
              announce(words.editor.undone);
            }}
          >
            {words.editor.undo}
          </Button>
        </div>
        <FrameSurface
          size={{ width: canvas?.width ?? 1, height: canvas?.height ?? 1 }}
          shape={tool === 'arrow' ? 'line' : 'box'}
          label={words.editor.picture}
          describedBy={helpId}
          applyLabel={words.editor.apply}
          onApply={apply}
        >
          <div ref={holder} />
        </FrameSurface>
        <p id={helpId} className={classes['hint']}>
          {words.editor.help} {words.editor.blurIsFinal}
        </p>
      </div>
      <footer className={classes['footer']}>
        <div className={classes['sendRow']}>
          <span />
          <Button size="md" disabled={!canvas} onClick={() => void finish()}>
            {words.editor.done}
          </Button>
        </div>
      </footer>
    </div>
  );
}
