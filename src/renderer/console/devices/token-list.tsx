import { Button, Table } from '@mantine/core';
import { useLanguage } from '../../kit/ui/language';
import { keys } from '../api/keys';
import { useCall, useTokens } from '../api/queries';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { Reason } from '../text/reason';
import { formatDateTime } from '../text/date-time';
import { Said } from '../text/said';
import { useWords } from '../words/words';
import classes from '../app/page-frame.module.css';

export function TokenList() {
  const words = useWords();
  const language = useLanguage();
  const { clock, live } = useServices();
  const tokens = useTokens(true);
  const revoke = useCall('revokeEnrollmentToken', [keys.tokens]);
  const now = clock.now() + live.ahead();
  if (tokens.error) return <ProblemNotice fault={tokens.error.fault} />;
  return (
    <section aria-label={words.devices.tokens}>
      <h2>{words.devices.tokens}</h2>
      {revoke.error ? <ProblemNotice fault={revoke.error.fault} /> : null}
      {tokens.data?.length === 0 ? <p className={classes['dim']}>{words.devices.tokensEmpty}</p> : null}
      {tokens.data && tokens.data.length > 0 ? (
        <Table aria-label={words.devices.tokens}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.devices.label}</Table.Th>
              <Table.Th>{words.devices.usesLeft}</Table.Th>
              <Table.Th>{words.devices.expires}</Table.Th>
              <Table.Th aria-label={words.devices.revokeToken} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tokens.data.map((token) => {
              const over = token.revoked || token.usesLeft <= 0 || Date.parse(token.expiresAt) <= now;
              return (
                <Table.Tr key={token.id}>
                  <Table.Td>
                    <Said>{token.label}</Said>
                  </Table.Td>
                  <Table.Td>{token.usesLeft}</Table.Td>
                  <Table.Td>{formatDateTime(language, token.expiresAt)}</Table.Td>
                  <Table.Td align="right">
                    <Reason why={over ? words.devices.tokenOver : null}>
                      <Button
                        size="compact-sm"
                        variant="default"
                        disabled={over || revoke.isPending}
                        onClick={() => revoke.mutate({ params: { id: token.id } })}
                      >
                        {over ? words.devices.tokenOver : words.devices.revokeToken}
                      </Button>
                    </Reason>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      ) : null}
    </section>
  );
}
