import { Navigate, type RouteObject } from 'react-router';
import { AssistPage } from '../assist/assist-page';
import { AuditPage } from '../audit/audit-page';
import { DevicesPage } from '../devices/devices-page';
import { PeoplePage } from '../people/people-page';
import { QueuePage } from '../queue/queue-page';
import { ComparePage } from '../report/compare/compare-page';
import { LogInPage } from '../session/log-in-page';
import { SessionGate } from '../session/session-gate';
import { SetupPage } from '../session/setup-page';
import { TicketPage } from '../ticket/ticket-page';
import { CrashPage, NotFoundPage } from './error-pages';
import { paths } from './paths';
import { Shell } from './shell';

export const routes: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    children: [
      { path: '/setup', element: <SetupPage /> },
      { path: '/login', element: <LogInPage /> },
      {
        element: <SessionGate />,
        children: [
          { path: '/assists/:id', element: <AssistPage /> },
          {
            element: <Shell />,
            errorElement: <CrashPage />,
            children: [
              { index: true, element: <Navigate to={paths.queue()} replace /> },
              { path: '/tickets', element: <QueuePage /> },
              { path: '/tickets/:number', element: <TicketPage /> },
              { path: '/tickets/:number/compare', element: <ComparePage /> },
              { path: '/devices', element: <DevicesPage /> },
              { path: '/people', element: <PeoplePage /> },
              { path: '/audit', element: <AuditPage /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];
