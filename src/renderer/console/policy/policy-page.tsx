import { Button } from '@mantine/core';
import { formatNumber } from '../../kit/ui/format';
import { useLanguage } from '../../kit/ui/language';
import { RelativeTime } from '../../kit/ui/relative-time';
import { usePolicy } from '../api/fleet-queries';
import type { CallReply } from '../api/client';
import { useIsAdministrator } from '../app/me';
import { PageFrame } from '../app/page-frame';
import { visible } from '../text/visible';
import { useWords } from '../words/words';
import { PolicyForm } from './policy-form';
import classes from './policy.module.css';

export type PolicyOnDesk = CallReply<'policy'>;

/** What the desk decides for every agent. */
export function PolicyPage() {
  const words = useWords();
  const administrator = useIsAdministrator();
  const policy = usePolicy();
  return (
    <PageFrame
      title={words.policy.title}
      actions={policy.data ? <Revision policy={policy.data} /> : null}
      fault={policy.error?.fault}
      retry={
        <Button variant="default" onClick={() => void policy.refetch()}>
          {words.common.retry}
        </Button>
      }
      loading={policy.isPending}
    >
      {policy.data ? (
        <>
          <p className={classes['lead']}>{words.policy.lead}</p>
          {administrator ? null : <p className={classes['lead']}>{words.policy.adminOnly}</p>}
          <PolicyForm policy={policy.data} mayChange={administrator} />
        </>
      ) : null}
    </PageFrame>
  );
}

function Revision({ policy: { revision, changedAt, changedBy } }: { policy: PolicyOnDesk }) {
  const words = useWords();
  const language = useLanguage();
  if (revision === 0) return <span className={classes['revision']}>{words.policy.never}</span>;
  return (
    <span className={classes['revision']}>
      {words.policy.revision(formatNumber(language, revision))}
      {changedAt === null ? null : (
        <>
          {' · '}
          <RelativeTime at={changedAt} />
        </>
      )}
      {changedBy === null ? null : ` · ${words.policy.changedBy(visible(changedBy))}`}
    </span>
  );
}
