import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Assist } from '../../../shared/model/assist';
import { useTicket } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { useLiveState } from '../app/link-notice';
import { usePageTitle } from '../app/page-title';
import { paths } from '../app/paths';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import type { AssistSnapshot } from './assist-session';
import { stepOf, type AssistStep } from './assist-step';
import { StepLine } from './connection-panel';
import { ScreenView, type Zoom } from './screen-view';
import { TopBar } from './top-bar';
import { useAssistSession } from './use-assist-session';
import { useFirstFrame } from './use-first-frame';
import classes from './assist.module.css';

/** The live view: the picture owns the page. */
export function AssistPage() {
  const assistId = useParams()['id'] ?? '';
  return <Joined key={assistId} assistId={assistId} />;
}

function Joined({ assistId }: { assistId: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const { session, snapshot, again } = useAssistSession(assistId);
  const { assist, phase, stream, viewer } = snapshot;
  const [zoom, setZoom] = useState<Zoom>('fit');
  const { firstFrameMs, pictureOf, onPicture } = useFirstFrame(assistId);
  const pictureSeen = stream !== null && pictureOf === stream;
  const { step, since } = stepOf(snapshot, pictureSeen);
  const requester = useRequesterName(assist);
  usePageTitle(requester === '' ? words.ask.title : words.assist.title(requester));
  useSpokenChanges(snapshot, step, requester);

  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus(), []);

  const toTicket = useCallback(
    () => void navigate(assist ? paths.ticket(assist.ticketNumber) : paths.queue()),
    [navigate, assist],
  );
  return (
    <div className={classes['page']}>
      <TopBar
        session={session}
        snapshot={snapshot}
        step={step}
        since={since}
        detail={viewer?.detail ?? ''}
        firstFrameMs={firstFrameMs}
        requester={requester}
        zoom={zoom}
        onZoom={setZoom}
        onLeave={toTicket}
      />
      <DeskLost phase={phase.kind} />
      <main ref={main} tabIndex={-1} className={classes['main']}>
        {stream === null ? null : (
          <ScreenView
            stream={stream}
            zoom={zoom}
            dimmed={step === 'paused'}
            onPicture={(at) => onPicture(stream, at)}
          />
        )}
        <Overlay
          snapshot={snapshot}
          step={step}
          since={since}
          requester={requester}
          seen={firstFrameMs !== null}
          onTicket={toTicket}
          onAgain={again}
        />
      </main>
    </div>
  );
}

/** The assist names the ticket, the ticket names the person. */
function useRequesterName(assist: Assist | null): string {
  const ticket = useTicket(assist?.ticketNumber ?? '', assist !== null).data;
  return ticket ? visible(ticket.requester.name) : '';
}

function DeskLost({ phase }: { phase: string }) {
  const words = useWords();
  const lost = useLiveState().kind !== 'online' && phase === 'joined';
  return <output>{lost ? <span className={classes['notice']}>{words.assist.deskLost}</span> : null}</output>;
}

interface OverlayProps {
  snapshot: AssistSnapshot;
  step: AssistStep;
  since: number;
  requester: string;
  /** Whether there ever was a picture to come back. */
  seen: boolean;
  onTicket: () => void;
  onAgain: () => void;
}

/** What stands over or instead of the picture. */
function Overlay({ snapshot, step, since, requester, seen, onTicket, onAgain }: OverlayProps) {
  const words = useWords();
  const { phase, assist, viewer } = snapshot;
  if (phase.kind === 'ended') {
    return (
      <div className={classes['overlay']} role="alert">
        <h2>{words.assist.ended}</h2>
        {phase.reason === null ? null : <p>{words.ask.ended[phase.reason]}</p>}
        <Button onClick={onTicket}>{words.assist.backToTicket}</Button>
      </div>
    );
  }
  if (phase.kind === 'refused') {
    return (
      <div className={classes['overlay']}>
        <h2>{words.assist.cannotJoin}</h2>
        {assist?.state === 'requested' ? <p>{words.assist.notYet}</p> : <ProblemNotice fault={phase.fault} />}
        <div className={classes['choices']}>
          <Button variant="default" onClick={onTicket}>
            {words.assist.backToTicket}
          </Button>
          <Button onClick={onAgain}>{words.assist.rejoin}</Button>
        </div>
      </div>
    );
  }
  if (step === 'paused') {
    return (
      <div className={classes['overlay']} data-over>
        <h2>{words.assist.paused(requester)}</h2>
        <p>{words.assist.pausedText}</p>
      </div>
    );
  }
  if (step === 'live') return null;
  return (
    <div className={classes['overlay']} data-over={seen || undefined}>
      <h2>{seen ? words.assist.reconnecting : words.assist.noPicture}</h2>
      <StepLine step={step} since={since} detail={viewer?.detail ?? ''} />
    </div>
  );
}

/** People who listen hear who comes and goes, and when the picture stops. */
function useSpokenChanges({ assist, phase }: AssistSnapshot, step: AssistStep, requester: string): void {
  const words = useWords();
  const announce = useAnnounce();
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    if (!assist || phase.kind !== 'joined') return;
    const now = new Map(assist.participants.map(({ id, technician }) => [id, technician.name]));
    const known = before.current;
    before.current = now;
    if (!known) return;
    for (const [id, name] of now) if (!known.has(id)) announce(words.assist.joined(name));
    for (const [id, name] of known) if (!now.has(id)) announce(words.assist.left(name));
  }, [assist, phase.kind, announce, words]);
  const { clock } = useServices();
  useEffect(() => {
    if (step === 'paused') announce(words.assist.paused(requester));
    else if (step === 'live') announce(words.assist.steps.live);
  }, [step, requester, announce, words, clock]);
}
