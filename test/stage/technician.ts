import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { requireChromium } from './shared-screen.ts';

export const ADMINISTRATOR = {
  name: 'Maria Novak',
  email: 'maria@example.org',
  password: 'correct horse battery',
} as const;

/** Flags for a quiet browser on a closed network; the sandbox cannot start as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];

/** A technician's headless browser. One browser, a context for each technician. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: FLAGS });
}

export interface Technician {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages the page's console printed at error level, content security breaches among them. */
  readonly errors: string[];
}

async function newTechnician(browser: Browser): Promise<Technician> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await context.addInitScript(keepConnections);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, context, errors };
}

/** Opens the one-time link and makes the first administrator, as the newcomer does. */
export async function setUpAdministrator(browser: Browser, setupUrl: string): Promise<Technician> {
  const technician = await newTechnician(browser);
  const { page } = technician;
  await page.goto(setupUrl);
  await page.getByLabel('Your name').fill(ADMINISTRATOR.name);
  await page.getByLabel('E-mail address').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.waitForURL('**/tickets');
  return technician;
}

/** Logs in as an existing technician, in a browser context of their own. */
export async function logIn(
  browser: Browser,
  deskUrl: string,
  who: { email: string; password: string },
): Promise<Technician> {
  const technician = await newTechnician(browser);
  const { page } = technician;
  await page.goto(`${deskUrl}/login`);
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/tickets');
  return technician;
}

interface Kept {
  keptConnections: RTCPeerConnection[];
}

/** Runs in the page before its own code, so that its connections can be asked for their statistics from outside. */
function keepConnections(): void {
  const kept: RTCPeerConnection[] = [];
  const Native = globalThis.RTCPeerConnection;
  Object.assign(globalThis, {
    keptConnections: kept,
    RTCPeerConnection: class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.push(this);
      }
    },
  });
}

/** Video bytes this page's open connections have received so far. */
export async function receivedBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let bytes = 0;
    for (const connection of (globalThis as unknown as Kept).keptConnections) {
      if (connection.connectionState !== 'connected') continue;
      for (const entry of (await connection.getStats()).values() as Iterable<{
        type: string;
        bytesReceived?: number;
      }>) {
        if (entry.type === 'inbound-rtp') bytes += entry.bytesReceived ?? 0;
      }
    }
    return bytes;
  });
}
