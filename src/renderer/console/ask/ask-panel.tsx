import { Button } from '@mantine/core';
import { IconScreenShare } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { newId } from '../../../shared/model/ids';
import type { Assist } from '../../../shared/model/assist';
import type { Ticket } from '../../../shared/model/ticket';
import { never } from '../../../shared/base/never';
import type { DeskFault } from '../api/client';
import { keys } from '../api/keys';
import { useAssist, useCall } from '../api/queries';
import { useAnnounce } from '../app/announcer';
import { useMe } from '../app/me';
import { paths } from '../app/paths';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { askState, shouldJoin, type AskState } from './ask-state';
import { Countdown } from './countdown';
import classes from './ask.module.css';

/** The way from "I would like to see it" to the picture, each step of it visible. */
export function AskPanel({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { joinClicks } = useServices();
  const [askedHere, setAskedHere] = useState<string | null>(null);
  const [lastId, setLastId] = useState(ticket.assistId);
  if (ticket.assistId !== null && ticket.assistId !== lastId) setLastId(ticket.assistId);
  const assist = useAssist(lastId).data ?? null;
  const ask = useCall('askAssist');
  const end = useCall('endAssist');
  const state = askState({ ticket, assist, asking: ask.isPending });

  const join = (id: string) => {
    joinClicks.set(id, performance.now());
    void navigate(paths.assist(id));
  };
  useEffect(() => {
    if (!assist || !shouldJoin(assist, askedHere)) return;
    joinClicks.set(assist.id, performance.now());
    void navigate(paths.assist(assist.id));
  }, [assist, askedHere, joinClicks, navigate]);

  const keep = (changed: Assist) => {
    queries.setQueryData(keys.assist(changed.id), changed);
    setLastId(changed.id);
    void queries.invalidateQueries({ queryKey: keys.ticket(ticket.number) });
  };
  const start = () => {
    const id = newId();
    setAskedHere(id);
    ask.mutate({ params: { id: ticket.id }, body: { id } }, { onSuccess: keep });
  };
  const stop = () => {
    if (assist) end.mutate({ params: { id: assist.id } }, { onSuccess: keep });
  };

  const ended = 'after' in state && state.after ? words.ask.ended[state.after] : null;
  useEffect(() => {
    if (ended) announce(ended);
  }, [ended, announce]);
  return (
    <section className={classes['panel']} aria-label={words.ask.title} data-state={state.kind}>
      <StateView
        state={state}
        requester={visible(ticket.requester.name)}
        endPending={end.isPending}
        onAsk={start}
        onJoin={() => assist && join(assist.id)}
        onEnd={stop}
      />
      {ended ? <p className={classes['after']}>{ended}</p> : null}
      <Faults faults={[ask.error?.fault, end.error?.fault]} />
    </section>
  );
}

function Faults({ faults }: { faults: readonly (DeskFault | undefined)[] }): ReactNode {
  return faults.map((fault) => (fault ? <ProblemNotice key={fault.code} fault={fault} /> : null));
}

interface ViewProps {
  state: AskState;
  requester: string;
  endPending: boolean;
  onAsk: () => void;
  onJoin: () => void;
  onEnd: () => void;
}

function StateView({ state, requester, endPending, onAsk, onJoin, onEnd }: ViewProps) {
  const words = useWords();
  const { person } = useMe();
  const icon = <IconScreenShare size={18} stroke={1.75} aria-hidden />;
  switch (state.kind) {
    case 'may-ask':
    case 'may-not-ask':
    case 'asking': {
      const why = state.kind === 'may-not-ask' ? words.ask[state.why] : words.ask.hint;
      return (
        <>
          <Button
            fullWidth
            leftSection={icon}
            loading={state.kind === 'asking'}
            disabled={state.kind === 'may-not-ask'}
            aria-describedby="ask-why"
            onClick={onAsk}
          >
            {words.ask.button}
          </Button>
          <p id="ask-why" className={classes['hint']}>
            {state.kind === 'asking' ? words.ask.asking : why}
          </p>
        </>
      );
    }
    case 'waiting':
      return (
        <>
          <output className={classes['state']}>
            {state.askedBy.id === person.id
              ? words.ask.waiting(requester)
              : words.ask.waitingOther(visible(state.askedBy.name), requester)}
          </output>
          <Countdown until={state.until} />
          <Button fullWidth variant="default" loading={endPending} onClick={onEnd}>
            {words.ask.takeBack}
          </Button>
        </>
      );
    case 'live':
      return (
        <>
          <output className={classes['state']} data-live>
            {state.paused ? words.ask.paused : words.ask.live}
          </output>
          {state.watching.length > 0 ? (
            <p className={classes['hint']}>{words.ask.watching(state.watching.map(visible).join(', '))}</p>
          ) : null}
          <Button fullWidth leftSection={icon} onClick={onJoin}>
            {words.ask.join}
          </Button>
          <Button fullWidth variant="default" loading={endPending} onClick={onEnd}>
            {words.ask.end}
          </Button>
        </>
      );
    default:
      return never(state);
  }
}
