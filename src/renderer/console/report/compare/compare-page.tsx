import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Ticket } from '../../../../shared/model/ticket';
import { SkeletonLines } from '../../../kit/ui/skeleton-lines';
import { useLanguage } from '../../../kit/ui/language';
import type { DeskFault } from '../../api/client';
import { useDeviceReports, useReport, useTicket } from '../../api/queries';
import { Empty } from '../../app/page-frame';
import { usePageTitle } from '../../app/page-title';
import { paths } from '../../app/paths';
import { formatDateTime } from '../../text/date-time';
import { ProblemNotice } from '../../text/problem-notice';
import { visible } from '../../text/visible';
import { useWords } from '../../words/words';
import type { DeviceReport } from './compare-reports';
import { CompareTable } from './compare-table';
import classes from './compare.module.css';

/** Two reports of one computer side by side, the one filed earlier on the left. */
export function ComparePage() {
  const words = useWords();
  const number = useParams()['number'] ?? '';
  const ticket = useTicket(number);
  const reports = useDeviceReports(ticket.data?.device.id ?? null);
  usePageTitle(`${words.compare.title} ${number}`);
  const fault = ticket.error?.fault ?? reports.error?.fault;
  const own = ticket.data && ownReport(ticket.data);
  return (
    <div className={classes['page']}>
      <nav className={classes['crumbs']} aria-label={words.common.back}>
        <Link to={paths.queue()}>{words.ticket.backToQueue}</Link>
        <span aria-hidden>/</span>
        <Link to={paths.ticket(number)}>{number}</Link>
      </nav>
      {own && reports.data ? (
        <Chosen reports={reports.data} own={own} />
      ) : (
        <>
          <h1>{words.compare.title}</h1>
          {fault ? (
            <ProblemNotice fault={fault} />
          ) : ticket.data && reports.data ? (
            <Empty>{words.report.none}</Empty>
          ) : (
            <SkeletonLines label={words.common.loading} lines={12} />
          )}
        </>
      )}
    </div>
  );
}

/** How the desk names it in its list, which ends somewhere. */
function ownReport({ id, number, subject, report }: Ticket): DeviceReport | null {
  return report && { ticketId: id, number, subject, collectedAt: report.collectedAt };
}

interface ChosenProps {
  /** The one filed last first, as the desk names them. */
  reports: readonly DeviceReport[];
  own: DeviceReport;
}

/** The address says which is the other one; if it says nothing, it is the latest. */
function Chosen({ reports, own }: ChosenProps) {
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const others = reports.filter(({ ticketId }) => ticketId !== own.ticketId);
  const wanted = search.get('with');
  const other = wanted === null ? others[0] : others.find((each) => each.number === wanted);
  return (
    <>
      <header className={classes['head']}>
        <h1>{words.compare.title}</h1>
        {others.length > 0 ? (
          <WithSelect
            others={others}
            chosen={other}
            onChange={(next) => setSearch({ with: next }, { replace: true })}
          />
        ) : null}
      </header>
      {others.length === 0 ? (
        <Empty action={<Link to={paths.ticket(own.number)}>{words.compare.backTo(own.number)}</Link>}>
          {words.compare.noOther}
        </Empty>
      ) : other ? (
        <Pair reports={reports} own={own} other={other} />
      ) : (
        <Empty>{words.compare.notThere(wanted ?? '')}</Empty>
      )}
    </>
  );
}

interface WithProps {
  others: readonly DeviceReport[];
  chosen: DeviceReport | undefined;
  onChange: (number: string) => void;
}

function WithSelect({ others, chosen, onChange }: WithProps) {
  const words = useWords();
  const language = useLanguage();
  const choices = others.map(({ number, collectedAt, subject }) => ({
    value: number,
    label: `${number} · ${formatDateTime(language, collectedAt)} · ${visible(subject)}`,
  }));
  return (
    <NativeSelect
      className={classes['with'] ?? ''}
      size="xs"
      aria-label={words.compare.with}
      value={chosen?.number ?? ''}
      data={chosen ? choices : [{ value: '', label: words.compare.choose }, ...choices]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface PairProps extends ChosenProps {
  other: DeviceReport;
}

function Pair({ reports, own, other }: PairProps) {
  const words = useWords();
  const [onlyDifferences, setOnly] = useState(true);
  const at = (wanted: DeviceReport) => reports.findIndex(({ ticketId }) => ticketId === wanted.ticketId);
  // One that the list no longer reaches is older than all in it.
  const [left, right] = at(own) >= 0 && at(own) < at(other) ? [other, own] : [own, other];
  const [older, newer] = [useReport(left.ticketId), useReport(right.ticketId)];
  if (older.error || newer.error) {
    return (
      <>
        {older.error ? <Failed report={left} fault={older.error.fault} retry={older.refetch} /> : null}
        {newer.error ? <Failed report={right} fault={newer.error.fault} retry={newer.refetch} /> : null}
      </>
    );
  }
  if (!older.data || !newer.data) return <SkeletonLines label={words.common.loading} lines={12} />;
  return (
    <>
      <div className={classes['tools']}>
        <Switch
          size="xs"
          label={words.compare.onlyDifferences}
          checked={onlyDifferences}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      </div>
      <CompareTable
        left={{ report: older.data, reference: left }}
        right={{ report: newer.data, reference: right }}
        onlyDifferences={onlyDifferences}
        onAll={() => setOnly(false)}
      />
    </>
  );
}

function Failed({ report, fault, retry }: { report: DeviceReport; fault: DeskFault; retry: () => unknown }) {
  const words = useWords();
  return (
    <section aria-label={report.number}>
      <h2>{report.number}</h2>
      <ProblemNotice
        fault={fault}
        action={
          <Button variant="default" onClick={() => void retry()}>
            {words.common.retry}
          </Button>
        }
      />
    </section>
  );
}
