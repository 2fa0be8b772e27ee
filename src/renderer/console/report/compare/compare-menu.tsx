import { Button, Menu } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Ticket } from '../../../../shared/model/ticket';
import { faultWords } from '../../../../shared/words/faults';
import { useLanguage } from '../../../kit/ui/language';
import { RelativeTime } from '../../../kit/ui/relative-time';
import { useDeviceReports } from '../../api/queries';
import { paths } from '../../app/paths';
import { Said } from '../../text/said';
import { useWords } from '../../words/words';
import classes from './compare.module.css';

/** The other reports of the same computer; each leads to the two side by side. */
export function CompareMenu({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const query = useDeviceReports(opened ? ticket.device.id : null);
  const others = query.data?.filter(({ ticketId }) => ticketId !== ticket.id);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={320}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowsDiff size={14} stroke={1.75} aria-hidden />}
        >
          {words.compare.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes['menu'] ?? ''}>
        {others?.map(({ ticketId, number, subject, collectedAt }) => (
          <Menu.Item key={ticketId} component={Link} to={paths.compare(ticket.number, number)}>
            <span className={classes['choice']}>
              <b>{number}</b>
              <RelativeTime at={collectedAt} />
              <span>
                <Said>{subject}</Said>
              </span>
            </span>
          </Menu.Item>
        ))}
        {others?.length === 0 ? <Menu.Item disabled>{words.compare.noOther}</Menu.Item> : null}
        {query.isPending ? <Menu.Item disabled>{words.common.loading}</Menu.Item> : null}
        {query.error ? (
          <Menu.Item disabled>{faultWords(language, query.error.fault.code).says}</Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
