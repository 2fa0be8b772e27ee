import { ActionIcon, Button, Modal, SegmentedControl, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useCall } from '../api/queries';
import { useMe } from '../app/me';
import { ProblemNotice } from '../text/problem-notice';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import type { AssistSession, AssistSnapshot } from './assist-session';
import type { AssistStep } from './assist-step';
import { ConnectionChip } from './connection-panel';
import type { Zoom } from './screen-view';
import classes from './assist.module.css';

interface Props {
  session: AssistSession;
  snapshot: AssistSnapshot;
  step: AssistStep;
  since: number;
  detail: string;
  firstFrameMs: number | null;
  requester: string;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  onLeave: () => void;
}

export function TopBar(props: Props) {
  const { session, snapshot, step, since, detail, firstFrameMs, requester, zoom, onZoom, onLeave } = props;
  const words = useWords();
  const { assist, phase } = snapshot;
  const over = phase.kind === 'ended' || phase.kind === 'refused';
  return (
    <header className={classes['bar']}>
      <div className={classes['who']}>
        <h1>{requester === '' ? words.ask.title : words.assist.title(requester)}</h1>
        <span>
          {assist ? `${assist.ticketNumber} · ` : ''}
          {words.assist.viewOnly}
        </span>
      </div>
      {over ? null : (
        <>
          <Participants snapshot={snapshot} />
          <div className={classes['tools']}>
            <SegmentedControl
              size="xs"
              value={zoom}
              onChange={(value) => onZoom(value === 'actual' ? 'actual' : 'fit')}
              data={[
                { value: 'fit', label: words.assist.fit },
                { value: 'actual', label: words.assist.actual },
              ]}
            />
            <FullScreen />
            <ConnectionChip
              session={session}
              step={step}
              since={since}
              detail={detail}
              firstFrameMs={firstFrameMs}
            />
            <Button size="compact-sm" variant="default" onClick={onLeave}>
              {words.assist.leave}
            </Button>
            {assist ? <EndForAll assistId={assist.id} /> : null}
          </div>
        </>
      )}
    </header>
  );
}

function Participants({ snapshot }: { snapshot: AssistSnapshot }) {
  const words = useWords();
  const { person } = useMe();
  const names = (snapshot.assist?.participants ?? []).map(({ technician }) =>
    technician.id === person.id ? words.common.you(visible(technician.name)) : visible(technician.name),
  );
  if (names.length === 0) return null;
  return (
    <span className={classes['watching']} title={names.join(', ')}>
      {words.assist.participants}: {names.join(', ')}
    </span>
  );
}

/** Esc leaves the full screen by the browser's own hand, never the session. */
function FullScreen() {
  const words = useWords();
  const [full, setFull] = useState(false);
  useEffect(() => {
    const onChange = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, []);
  const label = full ? words.assist.leaveFullScreen : words.assist.fullScreen;
  const toggle = async () => {
    if (full) await document.exitFullscreen();
    // The whole document: menus and dialogs hang on its body.
    else await document.documentElement.requestFullscreen();
  };
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={label}
        // A browser that refuses leaves everything as it is, which is all there is to say.
        onClick={() => void toggle().catch(() => undefined)}
      >
        {full ? <IconMinimize size={16} /> : <IconMaximize size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

function EndForAll({ assistId }: { assistId: string }) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const end = useCall('endAssist');
  return (
    <>
      <Button size="compact-sm" color="red" variant="light" onClick={() => setAsking(true)}>
        {words.assist.endForAll}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.assist.endAsk}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        <p>{words.assist.endText}</p>
        {end.error ? <ProblemNotice fault={end.error.fault} /> : null}
        <div className={classes['choices']}>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {words.assist.keepOn}
          </Button>
          <Button
            color="red.9"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { id: assistId } }, { onSuccess: () => setAsking(false) })}
          >
            {words.assist.endConfirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}
