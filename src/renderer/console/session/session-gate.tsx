import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { SkeletonLines } from '../../kit/ui/skeleton-lines';
import { followLive } from '../api/live-cache';
import { useSession } from '../api/queries';
import { MeProvider } from '../app/me';
import { paths } from '../app/paths';
import { useServices } from '../app/services';
import { ProblemNotice } from '../text/problem-notice';
import { useWords } from '../words/words';
import classes from './session.module.css';

/** Lets nobody past without a session, and holds the live connection for as long as there is one. */
export function SessionGate() {
  const words = useWords();
  const location = useLocation();
  const { live, queries, clock } = useServices();
  const session = useSession();
  const fault = session.error?.fault;
  const loggedOut = fault?.code === 'unauthenticated';
  const personId = loggedOut ? undefined : session.data?.person.id;

  useEffect(() => {
    if (personId === undefined) return undefined;
    const following = followLive(live, queries, clock);
    live.start();
    return () => {
      following.dispose();
      live.stop();
    };
  }, [personId, live, queries, clock]);
  useEndedSession();

  if (loggedOut) {
    const here = `${location.pathname}${location.search}`;
    return (
      <Navigate
        to={paths.logIn(here === '/' || here === paths.queue() ? undefined : here)}
        state={{ ended: session.data !== undefined }}
        replace
      />
    );
  }
  if (session.data) {
    const { person, organization } = session.data;
    return (
      <MeProvider value={{ person, organization }}>
        <Outlet />
      </MeProvider>
    );
  }
  return (
    <main className={classes['gate']}>
      {fault ? (
        <ProblemNotice
          fault={fault}
          action={<Button onClick={() => void session.refetch()}>{words.common.retry}</Button>}
        />
      ) : (
        <SkeletonLines label={words.common.loading} lines={6} />
      )}
    </main>
  );
}

/** Any answer that says "not logged in" makes the session itself be asked for again. */
function useEndedSession(): void {
  const { queries } = useServices();
  useEffect(() => {
    const check = (error: unknown, key: readonly unknown[] | undefined) => {
      const fault = (error as { fault?: { code?: string } } | null)?.fault;
      if (fault?.code === 'unauthenticated' && key?.[0] !== 'session') {
        void queries.invalidateQueries({ queryKey: ['session'] });
      }
    };
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error')
        check(event.action.error, event.query.queryKey);
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') check(event.action.error, undefined);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries]);
}
