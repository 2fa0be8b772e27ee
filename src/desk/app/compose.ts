import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../shared/base/clock';
import type { Logger } from '../../shared/base/logger';
import { findingsOf } from '../../shared/rules/findings/findings';
import { httpUrl } from '../../shared/policy/values';
import { BlobFiles } from '../adapters/blob-files';
import { loadSecrets } from '../adapters/secrets-file';
import { openSqliteStorage } from '../adapters/sqlite/sqlite-storage';
import { AssistCore } from '../features/assists/assist-core';
import { Attendance } from '../features/assists/attendance';
import { DeviceAssists } from '../features/assists/device-assists';
import { TechnicianAssists } from '../features/assists/technician-assists';
import { Audit } from '../features/audit/audit';
import { AccessTokens } from '../features/devices/access-tokens';
import { DeskIdentity } from '../features/devices/desk-identity';
import { DeviceNews } from '../features/devices/device-news';
import { Devices } from '../features/devices/devices';
import { Enrollment } from '../features/devices/enrollment';
import { EnrollmentTokens } from '../features/devices/enrollment-tokens';
import { Fleet } from '../features/devices/fleet';
import { Inventories } from '../features/devices/inventories';
import { Nonces } from '../features/devices/nonces';
import { Presence } from '../features/devices/presence';
import type { PasswordHasher } from '../features/people/passwords';
import { People } from '../features/people/people';
import { Sessions } from '../features/people/sessions';
import { Setup } from '../features/people/setup';
import { Policies } from '../features/policy/policies';
import type { Storage } from '../features/storage';
import { Attachments } from '../features/tickets/attachments';
import { DeskTickets } from '../features/tickets/desk-tickets';
import { RequesterTickets } from '../features/tickets/requester-tickets';
import { TicketNews } from '../features/tickets/ticket-news';
import { updateStanding } from '../features/updates/offer';
import { ReleaseWatch } from '../features/updates/release-watch';
import type { Features } from '../http/handlers';
import { createHttpServer } from '../http/http-server';
import { isOwnOrigin } from '../http/origin';
import { sessionSecretIn } from '../http/session-cookie';
import { Connections } from '../live/connections';
import { openGateway, type Gateway } from '../live/gateway';
import { SignalRelay } from '../live/signal-relay';
import { composeUpdates } from './compose-updates';
import type { Config } from './config';
import { trustedProxies } from './trusted-proxies';

export interface ComposeOptions {
  config: Config;
  consoleDir: string;
  clock: Clock;
  log: Logger;
  passwords: PasswordHasher;
  version: string;
  validateReplies: boolean;
  /** Where the desk is reached; known for sure only when it listens. */
  publicUrl: () => string;
}

export interface Composed {
  storage: Storage;
  features: Features;
  http: FastifyInstance;
  gateway: Gateway;
  dispose: () => void;
}

export function databasePath(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'deskside.db');
}

/** Builds the whole desk out of its parts: the only place that knows them all. */
export async function composeDesk(options: ComposeOptions): Promise<Composed> {
  const { config, clock, log, passwords, publicUrl } = options;
  const secrets = await loadSecrets(config.dataDir);
  const storage = openSqliteStorage(databasePath(config));
  const connections = new Connections(clock);
  const presence = new Presence();
  const audit = new Audit(storage, clock);
  const { organization } = config;
  const proxies = trustedProxies(config.trustedProxies);
  const blobs = new BlobFiles(join(config.dataDir, 'attachments'));
  await blobs.sweep();

  const sessions = new Sessions({ storage, clock, passwords, announce: connections });
  const news = new TicketNews({ storage, presence, announce: connections, log });
  const core = new AssistCore({
    storage,
    clock,
    presence,
    announce: connections,
    news,
    log,
    organization,
    ice: { stunUrls: config.stunUrls, turnUrls: config.turnUrls, turnSecret: config.turnSecret ?? null },
  });
  const attendance = new Attendance(clock);
  const technicianAssists = new TechnicianAssists(core, attendance);
  const deviceAssists = new DeviceAssists(core, attendance);
  const identity = new DeskIdentity(secrets);
  const deviceNews = new DeviceNews(connections, clock);
  const inventories = new Inventories(storage, clock, deviceNews);
  const { updates, apt } = composeUpdates({ config, storage, clock, log, announce: connections });
  const features: Features = {
    audit,
    sessions,
    setup: new Setup({ storage, clock, passwords, sessions }),
    people: new People({ storage, clock, passwords }),
    enrollment: new Enrollment({ storage, clock, identity, organization, news: deviceNews }),
    enrollmentTokens: new EnrollmentTokens(storage, clock),
    devices: new Devices({
      storage,
      clock,
      identity,
      nonces: new Nonces(clock),
      accessTokens: new AccessTokens(secrets.accessTokenKey, clock),
      presence,
      announce: connections,
    }),
    fleet: new Fleet({
      storage,
      clock,
      presence,
      announce: connections,
      news: deviceNews,
      updateStanding,
      onRevoked: (deviceId) => deviceAssists.revoked(deviceId),
    }),
    policies: new Policies({ storage, clock, identity, announce: connections }),
    requesterTickets: new RequesterTickets({ storage, clock, news, log, findingsOf }),
    deskTickets: new DeskTickets({ storage, clock, presence, audit, news }),
    attachments: new Attachments({ storage, blobs, clock, audit, news }),
    technicianAssists,
    deviceAssists,
    updates,
    apt,
    organization,
    serverUrl: httpUrl.safeParse(config.publicUrl).data ?? null,
  };

  const relay = new SignalRelay((participantId) => technicianAssists.party(participantId));
  core.onChanged((assist) => {
    const present = assist.state === 'ended' ? [] : assist.participants.map(({ id }) => id);
    relay.keep(assist.id, present);
  });
  attendance.onGone((participantId) => {
    technicianAssists
      .giveUp(participantId)
      .catch((error: unknown) => log.error('assist.leave-failed', { error }));
  });

  const http = await createHttpServer({
    features,
    log,
    version: options.version,
    publicUrl,
    consoleDir: options.consoleDir,
    maxDownloads: config.maxDownloads,
    validateReplies: options.validateReplies,
    trustsProxy: (address) => proxies.trusts(address),
    ready: async () => (await storage.read(async ({ people }) => readable(people.administrators()))).ok,
  });
  const gateway = openGateway({
    server: http.server,
    connections,
    relay,
    audit,
    sessions,
    devices: features.devices,
    inventories,
    policies: features.policies,
    deviceAssists,
    technicianAssists,
    attendance,
    clock,
    log,
    organization,
    iceUrls: [...config.stunUrls, ...config.turnUrls],
    sourceOf: ({ address, headers }) =>
      proxies.source(address, headers['x-forwarded-for'] as string | undefined),
    secretIn: (headers) => sessionSecretIn(headers.cookie, publicUrl()),
    isOwnOrigin: (origin, host) => isOwnOrigin(origin, host, publicUrl()),
  });
  const releaseWatch = new ReleaseWatch({ storage, clock, announce: connections, log });
  releaseWatch.start();
  return {
    storage,
    features,
    http,
    gateway,
    dispose() {
      releaseWatch.dispose();
      apt.dispose();
      deviceNews.dispose();
      core.dispose();
      attendance.dispose();
      deviceAssists.dispose();
    },
  };
}

async function readable(query: Promise<number>): Promise<{ ok: true; value: number }> {
  return { ok: true, value: await query };
}
