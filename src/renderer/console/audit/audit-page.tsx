import { Button, Table } from '@mantine/core';
import type { AuditEntry } from '../../../shared/model/audit';
import { formatExact } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { useAudit } from '../api/queries';
import { useIsAdministrator } from '../app/me';
import { Empty, PageFrame } from '../app/page-frame';
import { formatDateTime } from '../text/date-time';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import { readableDetails } from './details';
import classes from '../app/page-frame.module.css';

export function AuditPage() {
  const words = useWords();
  return useIsAdministrator() ? (
    <Trail />
  ) : (
    <PageFrame title={words.audit.title}>
      <Empty>{words.audit.adminOnly}</Empty>
    </PageFrame>
  );
}

function Trail() {
  const words = useWords();
  const audit = useAudit();
  const entries = audit.data?.pages.flat() ?? [];
  return (
    <PageFrame
      title={words.audit.title}
      fault={audit.error?.fault}
      retry={
        <Button variant="default" onClick={() => void audit.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={audit.isPending}
    >
      {audit.isSuccess && entries.length === 0 ? <Empty>{words.audit.empty}</Empty> : null}
      {entries.length > 0 ? (
        <>
          <Table aria-label={words.audit.title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.audit.when}</Table.Th>
                <Table.Th>{words.audit.who}</Table.Th>
                <Table.Th>{words.audit.what}</Table.Th>
                <Table.Th>{words.audit.details}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Row key={entry.seq} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
          {audit.hasNextPage ? (
            <Button
              mt={12}
              variant="default"
              loading={audit.isFetchingNextPage}
              onClick={() => void audit.fetchNextPage()}
            >
              {words.audit.older}
            </Button>
          ) : (
            <p className={classes['dim']}>{words.audit.end}</p>
          )}
        </>
      ) : null}
    </PageFrame>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <Table.Tr>
      <Table.Td className={classes['when'] ?? ''}>
        <time dateTime={entry.at} title={formatExact(language, entry.at)}>
          {formatDateTime(language, entry.at)}
        </time>
      </Table.Td>
      <Table.Td>
        <Said>{entry.actor.name || words.audit.actors[entry.actor.kind]}</Said>
      </Table.Td>
      <Table.Td>{words.audit.actions[entry.action]}</Table.Td>
      <Table.Td className={classes['dim'] ?? ''}>
        <Said>{readableDetails(entry)}</Said>
      </Table.Td>
    </Table.Tr>
  );
}
