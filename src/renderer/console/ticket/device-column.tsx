import type { Ticket } from '../../../shared/model/ticket';
import { AskPanel } from '../ask/ask-panel';
import { ReportPanel } from '../report/report-panel';
import { useWords } from '../words/words';
import classes from './ticket.module.css';

export function DeviceColumn({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  return (
    <aside className={classes['device']} aria-label={words.ticket.device}>
      <AskPanel ticket={ticket} />
      {ticket.report ? (
        <ReportPanel ticket={ticket} />
      ) : (
        <p className={classes['small']}>{words.report.none}</p>
      )}
    </aside>
  );
}
