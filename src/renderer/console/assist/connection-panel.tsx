import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { watchQuality, type Quality } from '../../kit/rtc/quality';
import { formatDuration, formatMs, formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import type { Language } from '../../../shared/words/language';
import { useServices } from '../app/services';
import type { Words } from '../words/en';
import { useWords } from '../words/words';
import type { AssistSession } from './assist-session';
import type { AssistStep } from './assist-step';
import classes from './assist.module.css';

interface Props {
  session: AssistSession;
  step: AssistStep;
  since: number;
  detail: string;
  firstFrameMs: number | null;
}

/** "direct · 24 ms · 30 fps", and behind it everything that is known, also when nothing works yet. */
export function ConnectionChip({ session, step, since, detail, firstFrameMs }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { clock } = useServices();
  const [read, setRead] = useState<Quality | null>(null);
  const [open, setOpen] = useState(false);
  const watching = step === 'live' || step === 'connected' || step === 'paused';
  useEffect(() => {
    if (!watching) return undefined;
    return watchQuality(() => session.stats(), clock, setRead);
  }, [watching, session, clock]);
  const quality = watching ? read : null;
  return (
    <Popover position="bottom-end" width={340} opened={open} onChange={setOpen}>
      <Popover.Target>
        <button
          type="button"
          className={classes['chip']}
          title={words.assist.openConnection}
          onClick={() => setOpen((before) => !before)}
          // Nothing in the panel takes the focus, and the popover listens for Esc only there.
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          <span className={classes['chipDot']} data-step={step} aria-hidden />
          {step === 'live' && quality ? summary(quality, words, language) : words.assist.steps[step]}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <section className={classes['panel']} aria-label={words.assist.connection}>
          <h2>{words.assist.connection}</h2>
          <StepLine step={step} since={since} detail={detail} />
          {quality ? <Figures quality={quality} /> : null}
          {firstFrameMs === null ? null : (
            <dl>
              <Figure label={words.assist.firstFrame} value={formatMs(language, Math.round(firstFrameMs))} />
            </dl>
          )}
        </section>
      </Popover.Dropdown>
    </Popover>
  );
}

function summary(quality: Quality, words: Words, language: Language): string {
  return [
    quality.path === null ? null : words.assist[quality.path],
    quality.roundTripMs === null ? null : formatMs(language, quality.roundTripMs),
    quality.fps === null ? null : words.assist.fps(formatNumber(language, quality.fps)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Which step it is at and since when; for steps that should be short, why they may not be. */
export function StepLine({ step, since, detail }: { step: AssistStep; since: number; detail: string }) {
  const words = useWords();
  const language = useLanguage();
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      setNow(clock.now());
      cancel = clock.after(1000, tick);
    };
    tick();
    return () => cancel();
  }, [clock]);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const why =
    step in words.assist.whySlow ? words.assist.whySlow[step as keyof Words['assist']['whySlow']] : null;
  return (
    <div className={classes['step']}>
      <p>
        <b>{words.assist.steps[step]}</b> <span>{words.assist.since(formatDuration(language, seconds))}</span>
      </p>
      {why !== null && seconds >= 2 ? <p>{why}</p> : null}
      {detail === '' ? null : <code>{detail}</code>}
    </div>
  );
}

function Figures({ quality }: { quality: Quality }) {
  const words = useWords();
  const language = useLanguage();
  const rows: [string, string | null][] = [
    [words.assist.path, pathText(quality, words)],
    [words.assist.codec, quality.codec],
    [
      words.assist.resolution,
      quality.width === null || quality.height === null ? null : `${quality.width} × ${quality.height}`,
    ],
    [
      words.assist.frames,
      quality.fps === null ? null : words.assist.fps(formatNumber(language, quality.fps)),
    ],
    [words.assist.roundTrip, quality.roundTripMs === null ? null : formatMs(language, quality.roundTripMs)],
    [
      words.assist.bitrate,
      quality.bitsPerSecond === null
        ? null
        : `${formatNumber(language, quality.bitsPerSecond / 1_000_000, 1)} Mbit/s`,
    ],
    [
      words.assist.loss,
      quality.lossPercent === null ? null : `${formatNumber(language, quality.lossPercent, 1)} %`,
    ],
  ];
  return (
    <dl>
      {rows.map(([label, value]) => (
        <Figure key={label} label={label} value={value ?? words.common.unknown} />
      ))}
    </dl>
  );
}

function pathText(quality: Quality, words: Words): string | null {
  if (quality.path === null) return null;
  const path = words.assist[quality.path];
  return quality.protocol === null ? path : `${path} (${quality.protocol.toUpperCase()})`;
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes['figure']}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
