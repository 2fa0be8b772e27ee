import type { DesktopCapturerSource, Session, WebFrameMain } from 'electron';
import type { Logger } from '../../shared/base/logger';

type Grant = Parameters<NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>>[1];
type DisplayMediaRequest = Parameters<
  NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>
>[0];

/**
 * Screen capture for pages. Nothing is granted unless the person has just allowed one source; that source is granted
 * once, to the assist page's top frame, and then it is disarmed again.
 */
export class DisplayMedia {
  readonly #assistFrame: () => WebFrameMain | null;
  readonly #findSource: (id: string) => Promise<DesktopCapturerSource | null>;
  readonly #log: Logger;
  #armed: string | null = null;
  /** The source that is being looked up for a page; cleared when consent ends meanwhile. */
  #granting: string | null = null;

  constructor(
    assistFrame: () => WebFrameMain | null,
    findSource: (id: string) => Promise<DesktopCapturerSource | null>,
    log: Logger,
  ) {
    this.#assistFrame = assistFrame;
    this.#findSource = findSource;
    this.#log = log;
  }

  arm(sourceId: string): void {
    this.#armed = sourceId;
  }

  disarm(): void {
    this.#armed = null;
    this.#granting = null;
  }

  get isArmed(): boolean {
    return this.#armed !== null;
  }

  readonly handle = async (request: DisplayMediaRequest, grant: Grant): Promise<void> => {
    const sourceId = this.#armed;
    const frame = this.#assistFrame();
    const allowed =
      sourceId !== null &&
      request.frame !== null &&
      request.frame === frame &&
      request.videoRequested &&
      !request.audioRequested;
    if (!allowed) {
      this.#log.warn('capture.refused', { armed: sourceId !== null });
      grant({});
      return;
    }
    this.#armed = null;
    this.#granting = sourceId;
    const source = await this.#findSource(sourceId).catch(() => null);
    if (!source || this.#granting !== sourceId) {
      this.#log.error(source ? 'capture.withdrawn' : 'capture.source-gone');
      grant({});
      return;
    }
    grant({ video: source });
  };
}
