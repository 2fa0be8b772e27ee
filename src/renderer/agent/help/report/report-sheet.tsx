import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Fault } from '../../../../shared/base/fault';
import type { Preview } from '../../../../shared/contract/ipc';
import { FaultNotice } from '../../../kit/ui/fault-notice';
import { formatBytes } from '../../../kit/ui/format';
import { useLanguage } from '../../../kit/ui/language';
import { SkeletonLines } from '../../../kit/ui/skeleton-lines';
import { useWords } from '../../words/words';
import { CopyButton } from '../copy-button';
import shared from '../help.module.css';
import type { Help } from '../use-help';
import { ViewHeader } from '../view-header';
import { SectionGroups } from './section-groups';
import classes from './report-sheet.module.css';

type Shape = 'plain' | 'raw';

/** Every part with a switch and its values beneath: what main says will be sent, to the byte. */
export function ReportSheet({ help, onBack }: { help: Help; onBack(): void }) {
  const words = useWords();
  const language = useLanguage();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [shape, setShape] = useState<Shape>('plain');
  const { bridge, page, dispatch } = help;
  const { removed } = page;

  useEffect(() => {
    let current = true;
    void bridge
      .call('help:preview', { removed: [...removed] })
      .catch(() => ({ ok: false as const, fault: { code: 'internal' as const } }))
      .then((answer) => {
        if (!current) return;
        setPreview(answer.ok ? answer.value : null);
        setFault(answer.ok ? null : (answer.fault as Fault));
      });
    return () => {
      current = false;
    };
  }, [bridge, removed]);

  return (
    <div className={shared['view']}>
      <ViewHeader title={words.sheet.title} onBack={onBack} />
      <div className={shared['body']}>
        <p className={classes['explain']}>
          {words.sheet.explain} {words.sheet.masked}
        </p>
        <SegmentedControl
          fullWidth
          value={shape}
          onChange={(value) => setShape(value as Shape)}
          data={[
            { value: 'plain', label: words.sheet.plain },
            { value: 'raw', label: words.sheet.raw },
          ]}
        />
        {fault && <FaultNotice fault={fault} />}
        {!preview && !fault && <SkeletonLines label={words.loading} lines={8} height={24} />}
        {preview && shape === 'raw' && <Raw json={preview.json} />}
        {preview && shape === 'plain' && (
          <SectionGroups
            report={preview.report}
            removed={removed}
            onInclude={(keys, include) => dispatch({ kind: 'include-sections', keys, include })}
          />
        )}
      </div>
      <footer className={shared['footer']}>
        <div className={shared['sendRow']}>
          <span className={shared['hint']} aria-live="polite">
            {preview && (
              <span title={preview.sha256}>{words.sheet.size(formatBytes(language, preview.bytes))}</span>
            )}
          </span>
          <CopyButton
            // Of what is sent now nothing is copied yet.
            key={preview?.sha256}
            label={words.sheet.copy}
            disabled={!preview}
            copy={async () => {
              if (preview) await bridge.call('help:copy', { text: preview.json });
              return preview !== null;
            }}
          />
        </div>
      </footer>
    </div>
  );
}

/** Broken into lines to be read; "Copy" gives the bytes as they are sent. */
function Raw({ json }: { json: string }) {
  return <pre className={classes['raw']}>{JSON.stringify(JSON.parse(json), null, 2)}</pre>;
}
