import { Navigate, type RouteObject } from 'react-router';
import { AssistPage } from '../assist/assist-page';
import { AuditPage } from '../audit/audit-page';
import { DeviceDrawer } from '../devices/device-drawer';
import { DevicesPage } from '../devices/devices-page';
import { TokensPage } from '../devices/tokens-page';
import { PeoplePage } from '../people/people-page';
import { PolicyPage } from '../policy/policy-page';
import { QueuePage } from '../queue/queue-page';
import { ComparePage } from '../report/compare/compare-page';
import { LogInPage } from '../session/log-in-page';
import { SessionGate } from '../session/session-gate';
import { SetupPage } from '../session/setup-page';
import { TicketPage } from '../ticket/ticket-page';
import { UpdatesPage } from '../updates/updates-page';
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
              {
                path: '/devices',
                element: <DevicesPage />,
                children: [{ path: ':id', element: <DeviceDrawer /> }],
              },
              { path: '/devices/tokens', element: <TokensPage /> },
              { path: '/policy', element: <PolicyPage /> },
              { path: '/updates', element: <UpdatesPage /> },
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
