import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import type { Fault } from '../../../../shared/base/fault';
import type { Screenshot } from '../../../../shared/contract/ipc';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { PngImage } from '../../png-image';
import { useWords } from '../../words/words';
import { useAnnounce } from '../announcer';
import boxes from '../box.module.css';
import type { Help } from '../use-help';

function Thumbnail({ png, label }: { png: Uint8Array; label: string }) {
  return <PngImage png={png} alt={label} className={boxes['thumbnail']} />;
}

/** Takes a picture of each display, lets the person choose one, and shows what will be sent. */
export function ScreenshotBox({ help }: { help: Help }) {
  const words = useWords();
  const announce = useAnnounce();
  const [taking, setTaking] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const { page, dispatch, bridge } = help;
  const { picture, screenshots } = page;

  async function take(): Promise<void> {
    setTaking(true);
    setFault(null);
    const taken = await bridge
      .call('help:take-screenshots')
      .catch(() => ({ ok: false as const, fault: { code: 'capture-failed' as const } }));
    setTaking(false);
    if (!taken.ok) {
      setFault(taken.fault as Fault);
      return;
    }
    dispatch({ kind: 'screenshots', screenshots: taken.value });
    const [only] = taken.value;
    if (only && taken.value.length === 1) attach(only);
  }

  function attach(source: Screenshot): void {
    dispatch({ kind: 'picture', picture: { source, png: source.png } });
    announce(words.screenshot.attached);
  }

  function remove(): void {
    dispatch({ kind: 'picture', picture: null });
    dispatch({ kind: 'screenshots', screenshots: [] });
    announce(words.screenshot.removed);
  }

  if (!page.screenshotsAllowed) return <p className={boxes['line']}>{words.screenshot.notAllowed}</p>;
  return (
    <section className={boxes['box']} aria-label={words.screenshot.title}>
      <div className={boxes['head']}>
        <span className={boxes['title']}>{words.screenshot.title}</span>
        {!picture && (
          <Button
            variant="default"
            size="compact-sm"
            loading={taking}
            leftSection={<IconCamera size={16} stroke={1.75} aria-hidden />}
            onClick={() => void take()}
          >
            {words.screenshot.take}
          </Button>
        )}
      </div>
      {!picture && screenshots.length === 0 && <p className={boxes['line']}>{words.screenshot.hint}</p>}
      {screenshots.length > 1 && (
        <fieldset className={boxes['choices']}>
          <legend>{words.screenshot.choose}</legend>
          {screenshots.map((screenshot) => (
            <button
              key={screenshot.displayId}
              type="button"
              className={boxes['choice']}
              aria-pressed={picture?.source.displayId === screenshot.displayId}
              onClick={() => attach(screenshot)}
            >
              <Thumbnail png={screenshot.png} label="" />
              {screenshot.name}
            </button>
          ))}
        </fieldset>
      )}
      {picture && (
        <div className={boxes['row']}>
          <Thumbnail png={picture.png} label={words.screenshot.of(picture.source.name)} />
          <div className={boxes['actions']}>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => dispatch({ kind: 'view', view: { kind: 'editor' } })}
            >
              {words.screenshot.edit}
            </Button>
            <Button variant="default" size="compact-sm" loading={taking} onClick={() => void take()}>
              {words.screenshot.again}
            </Button>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={remove}>
              {words.screenshot.remove}
            </Button>
          </div>
        </div>
      )}
      {fault && <FaultNotice fault={fault} />}
    </section>
  );
}
