import { hostname } from 'node:os';
import { ok, type Result } from '../../shared/base/result';
import { REPORT_VERSION, type Section } from '../../shared/model/diagnostics';
import { redactReport } from '../../shared/rules/redact';
import { DEVICE_INFO_KEYS, deviceInfoText } from '../help/device-info';
import { copyText } from '../shell/program';
import type { Desk } from './compose-desk';
import type { Diagnostics } from './compose-diagnostics';
import type { Here } from './here';

/** Somebody waits with the telephone in the hand. */
const PATIENCE_MS = 3_000;

/** Puts the text on the clipboard; what is collected already is used, what is missing is collected quickly. */
export function composeCopyDeviceInfo(here: Here, { session }: Desk, diagnostics: Diagnostics) {
  const { clock, facts, redaction, requesterName, words } = here;

  async function sectionsFor(known: readonly Section[]): Promise<readonly Section[]> {
    const keys = new Set(known.map((section) => section.key));
    if (DEVICE_INFO_KEYS.every((key) => keys.has(key))) return known;
    const collection = diagnostics.collect(() => undefined, DEVICE_INFO_KEYS);
    const cancel = clock.after(PATIENCE_MS, () => collection.cutShort());
    const { sections } = await collection.done;
    cancel();
    return sections;
  }

  return async (known: readonly Section[]): Promise<Result<undefined>> => {
    const sections = [...(await sectionsFor(known))];
    const at = new Date(clock.now());
    const report = { version: REPORT_VERSION, collectedAt: at.toISOString(), tookMs: 0, sections } as const;
    const text = deviceInfoText(
      {
        sections: redactReport(report, redaction).sections,
        computerName: hostname(),
        userName: requesterName,
        deviceId: session.deviceId,
        agentVersion: facts.version,
        at,
      },
      words,
    );
    copyText(text);
    return ok(undefined) as Result<undefined>;
  };
}
