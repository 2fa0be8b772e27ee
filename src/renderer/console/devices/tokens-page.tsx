import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { CallReply } from '../api/client';
import { useLanguage } from '../../kit/ui/language';
import { keys } from '../api/keys';
import { useCall, useTokens } from '../api/queries';
import { useIsAdministrator } from '../app/me';
import { Empty, PageFrame } from '../app/page-frame';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { formatDateTime } from '../text/date-time';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import { Tags } from './device-marks';
import { TokenDialog } from './token-dialog';

type Token = CallReply<'enrollmentTokens'>[number];

export function TokensPage() {
  const words = useWords();
  const administrator = useIsAdministrator();
  const tokens = useTokens(administrator);
  const [making, setMaking] = useState(false);
  if (!administrator) {
    return <PageFrame title={words.tokens.title}>{words.devices.adminOnly}</PageFrame>;
  }
  const make = <Button onClick={() => setMaking(true)}>{words.devices.enroll}</Button>;
  return (
    <PageFrame
      title={words.tokens.title}
      actions={tokens.data && tokens.data.length > 0 ? make : null}
      fault={tokens.error?.fault}
      retry={
        <Button variant="default" onClick={() => void tokens.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={tokens.isPending}
    >
      {tokens.data?.length === 0 ? <Empty action={make}>{words.tokens.empty}</Empty> : null}
      {tokens.data && tokens.data.length > 0 ? <TokenTable tokens={tokens.data} /> : null}
      {making ? <TokenDialog onClose={() => setMaking(false)} /> : null}
    </PageFrame>
  );
}

function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  const words = useWords();
  const language = useLanguage();
  const { clock, live } = useServices();
  const revoke = useCall('revokeEnrollmentToken', [keys.tokens]);
  const now = clock.now() + live.ahead();
  return (
    <>
      {revoke.error ? <ProblemNotice fault={revoke.error.fault} /> : null}
      <Table aria-label={words.tokens.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.tokens.label}</Table.Th>
            <Table.Th>{words.tokens.usesLeft}</Table.Th>
            <Table.Th>{words.tokens.expires}</Table.Th>
            <Table.Th>{words.tokens.site}</Table.Th>
            <Table.Th>{words.tokens.tags}</Table.Th>
            <Table.Th>{words.tokens.admits}</Table.Th>
            <Table.Th aria-label={words.tokens.revoke} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => {
            const over = token.revoked || token.usesLeft <= 0 || Date.parse(token.expiresAt) <= now;
            return (
              <Table.Tr key={token.id}>
                <Table.Td>
                  <Said>{token.label}</Said>
                </Table.Td>
                <Table.Td>{token.usesLeft}</Table.Td>
                <Table.Td>{formatDateTime(language, token.expiresAt)}</Table.Td>
                <Table.Td>
                  <Said>{token.site ?? ''}</Said>
                </Table.Td>
                <Table.Td>
                  <Tags tags={token.tags} />
                </Table.Td>
                <Table.Td title={token.networks.join(', ')}>
                  {words.tokens.approveRules[token.approve].title}
                </Table.Td>
                <Table.Td align="right">
                  <Reason why={over ? words.tokens.over : null}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={over || revoke.isPending}
                      onClick={() => revoke.mutate({ params: { id: token.id } })}
                    >
                      {over ? words.tokens.over : words.tokens.revoke}
                    </Button>
                  </Reason>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </>
  );
}
