import { IconSettings } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { HelpBridge, HelpState } from '../../../shared/contract/ipc';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { useWords } from '../words/words';
import { Announcer } from './announcer';
import { CheckView } from './check/check-view';
import classes from './help.module.css';
import { ReportSheet } from './report/report-sheet';
import { RequestForm } from './request-form';
import { SettingsView } from './settings/settings-view';
import { ScreenshotEditor } from './screenshot/screenshot-editor';
import { TicketCard } from './tickets/ticket-card';
import { TicketList } from './tickets/ticket-list';
import { useHelp, type Help } from './use-help';

interface Props {
  bridge: HelpBridge;
  initial: HelpState;
}

/** The requester's window: a new request, or the tickets sent from here. */
export function HelpApp({ bridge, initial }: Props) {
  const words = useWords();
  const help = useHelp(bridge, initial);
  const { page, dispatch, close } = help;
  useEffect(() => {
    document.title = `${words.nav.request} – Deskside`;
  }, [words]);
  const layered = page.view.kind === 'sheet' || page.view.kind === 'editor';

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (layered) dispatch({ kind: 'view', view: { kind: 'new' } });
      else close();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [layered, close, dispatch]);

  return (
    <Announcer>
      <div className={classes['window']}>
        {!layered && <Navigation help={help} />}
        <main className={classes['view']}>
          <CurrentView help={help} />
        </main>
      </div>
    </Announcer>
  );
}

function Navigation({ help: { page, dispatch } }: { help: Help }) {
  const words = useWords();
  const language = useLanguage();
  const count = page.tickets.length > 0 ? ` (${formatNumber(language, page.tickets.length)})` : '';
  const current = page.view.kind === 'ticket' ? 'tickets' : page.view.kind;
  const tabs = [
    { kind: 'new', label: words.nav.request },
    { kind: 'tickets', label: `${words.nav.tickets}${count}` },
    { kind: 'check', label: words.nav.check },
  ] as const;
  return (
    <nav className={classes['nav']} aria-label={words.nav.label}>
      {tabs.map(({ kind, label }) => (
        <button
          key={kind}
          type="button"
          className={classes['tab']}
          aria-current={kind === current ? 'page' : undefined}
          onClick={() => dispatch({ kind: 'view', view: { kind } })}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        className={`${classes['tab']} ${classes['iconTab']}`}
        aria-label={words.nav.settings}
        title={words.nav.settings}
        aria-current={current === 'settings' ? 'page' : undefined}
        onClick={() => dispatch({ kind: 'view', view: { kind: 'settings' } })}
      >
        <IconSettings size={20} stroke={1.75} aria-hidden />
      </button>
    </nav>
  );
}

function CurrentView({ help }: { help: Help }) {
  const { page, dispatch } = help;
  const { view, picture } = page;
  const back = () => dispatch({ kind: 'view', view: { kind: 'new' } });
  switch (view.kind) {
    case 'new':
      return <RequestForm help={help} />;
    case 'sheet':
      return <ReportSheet help={help} onBack={back} />;
    case 'editor':
      return picture ? (
        <ScreenshotEditor
          picture={picture}
          onBack={back}
          onDone={(png) => {
            dispatch({ kind: 'picture', picture: { ...picture, png } });
            back();
          }}
        />
      ) : (
        <RequestForm help={help} />
      );
    case 'tickets':
      return <TicketList help={help} />;
    case 'check':
      return <CheckView help={help} />;
    case 'settings':
      return <SettingsView bridge={help.bridge} />;
    case 'ticket': {
      const ticket = page.tickets.find((each) => each.id === view.id);
      return ticket ? <TicketCard key={ticket.id} help={help} ticket={ticket} /> : <TicketList help={help} />;
    }
  }
}
