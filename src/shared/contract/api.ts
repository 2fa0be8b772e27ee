import { deskApi } from './api-desk';
import { deviceApi } from './api-device';
import { peopleApi } from './api-people';

/** Every HTTP route of the desk. Beside them: `/healthz`, `/readyz`, `/api/openapi.json` and the console's files. */
export const api = { ...peopleApi, ...deviceApi, ...deskApi };
export type RouteName = keyof typeof api;

/** The console sends it with every change; a foreign page cannot (it would need a preflight). */
export const CONSOLE_HEADER = 'x-deskside-console';
