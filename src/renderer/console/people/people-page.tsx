import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { RelativeTime } from '../../kit/ui/relative-time';
import { usePeople } from '../api/queries';
import { useIsAdministrator, useMe } from '../app/me';
import { Empty, PageFrame } from '../app/page-frame';
import { Reason } from '../text/reason';
import { Said } from '../text/said';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { AddPerson } from './add-person';
import classes from '../app/page-frame.module.css';

export function PeoplePage() {
  const words = useWords();
  const me = useMe();
  const administrator = useIsAdministrator();
  const people = usePeople();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  return (
    <PageFrame
      title={words.people.title}
      actions={
        <Reason why={administrator ? null : words.people.adminOnly}>
          <Button disabled={!administrator} onClick={() => setAdding(true)}>
            {words.people.add}
          </Button>
        </Reason>
      }
      fault={people.error?.fault}
      retry={
        <Button variant="default" onClick={() => void people.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={people.isPending}
    >
      <output className={classes['done']}>
        {added === null ? null : words.people.added(visible(added))}
      </output>
      {people.data?.length === 0 ? <Empty>{words.people.empty}</Empty> : null}
      {people.data && people.data.length > 0 ? (
        <Table aria-label={words.people.title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.people.name}</Table.Th>
              <Table.Th>{words.people.personTitle}</Table.Th>
              <Table.Th>{words.people.email}</Table.Th>
              <Table.Th>{words.people.role}</Table.Th>
              <Table.Th>{words.people.since}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.data.map((person) => (
              <Table.Tr key={person.id}>
                <Table.Td>
                  <Said>{person.id === me.person.id ? words.common.you(person.name) : person.name}</Said>
                </Table.Td>
                <Table.Td>
                  <Said>{person.title}</Said>
                </Table.Td>
                <Table.Td>
                  <Said>{person.email ?? ''}</Said>
                </Table.Td>
                <Table.Td>{words.roles[person.role]}</Table.Td>
                <Table.Td>
                  <RelativeTime at={person.createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {adding ? <AddPerson onClose={() => setAdding(false)} onAdded={setAdded} /> : null}
    </PageFrame>
  );
}
