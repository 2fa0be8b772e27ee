import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import type { DeskFault } from '../api/client';
import { paths } from '../app/paths';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import type { QueueView } from './views';
import classes from './queue.module.css';

interface Props {
  view: QueueView;
  search: string;
  fault: DeskFault | undefined;
  loading: boolean;
  empty: boolean;
  onRetry: () => void;
  onClearSearch: () => void;
}

/** What stands in the place of the table, or above it, when it is not simply there. */
export function QueueState({ view, search, fault, loading, empty, onRetry, onClearSearch }: Props) {
  const words = useWords();
  const navigate = useNavigate();
  if (fault) {
    return (
      <div className={classes['state']}>
        <ProblemNotice
          fault={fault}
          action={
            <Button variant="default" onClick={onRetry}>
              {words.common.retry}
            </Button>
          }
        />
      </div>
    );
  }
  if (loading) {
    return (
      <div className={classes['state']}>
        <SkeletonLines label={words.common.loading} lines={10} height={20} />
      </div>
    );
  }
  if (!empty) return null;
  return (
    <div className={classes['state']}>
      <p>{search === '' ? words.queue.empty[view] : words.queue.nothingFound(search)}</p>
      {search === '' ? (
        (view === 'all' || view === 'open') && (
          <Button variant="default" onClick={() => void navigate(paths.devices())}>
            {words.queue.toDevices}
          </Button>
        )
      ) : (
        <Button variant="default" onClick={onClearSearch}>
          {words.queue.clearSearch}
        </Button>
      )}
    </div>
  );
}
