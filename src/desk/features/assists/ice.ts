import { createHmac } from 'node:crypto';
import type { Clock } from '../../../shared/base/clock';
import type { IceServer } from '../../../shared/model/assist';
import type { Id } from '../../../shared/model/ids';

const CREDENTIAL_SECONDS = 600;

export interface IceConfig {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  turnSecret: string | null;
}

/** STUN as configured, TURN with credentials that name this assist and end soon (TURN REST API). */
export function iceServersFor(config: IceConfig, assistId: Id, clock: Clock): IceServer[] {
  const servers: IceServer[] = [];
  if (config.stunUrls.length > 0) servers.push({ urls: [...config.stunUrls] });
  if (config.turnUrls.length > 0 && config.turnSecret !== null) {
    const username = `${Math.floor(clock.now() / 1000) + CREDENTIAL_SECONDS}:${assistId}`;
    const credential = createHmac('sha1', config.turnSecret).update(username).digest('base64');
    servers.push({ urls: [...config.turnUrls], username, credential });
  }
  return servers;
}
