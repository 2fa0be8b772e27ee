import { said } from '../probe';
import { UNKNOWN_END, type BootEnd } from './boot-end';
import { isoTime, numberOf, type Row } from '../json-value';

interface BootEvent {
  row: Row;
  id: number | null;
  at: string;
}

/**
 * What the event log of Windows recorded around the last start. 41 Kernel-Power (went down without a shutdown), 1001
 * BugCheck, 6008 (unexpected, with the time in local words), 1074 (somebody asked for it), 6006 and 13 (ended in order).
 */
export function endFromWindows(events: readonly Row[], bootedAt: string): BootEnd {
  const booted = Date.parse(bootedAt);
  const known = events.flatMap((row): BootEvent[] => {
    const at = isoTime(row['At']);
    return at === null ? [] : [{ row, id: numberOf(row['Id']), at }];
  });
  // What tells of a crash is written by the start that follows it, so it comes after it in the log.
  const after = known.filter(({ at }) => Date.parse(at) >= booted - 120_000);
  const before = known
    .filter(({ at }) => Date.parse(at) < booted)
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return abruptEnd(after) ?? orderlyEnd(before);
}

function abruptEnd(after: readonly BootEvent[]): BootEnd | null {
  const dirty = after.find(({ id }) => id === 41)?.row ?? null;
  const crash = crashDetail(dirty, after.find(({ id }) => id === 1001)?.row ?? null);
  if (crash !== null) return { lastEnd: 'crash', lastEndAt: null, lastEndDetail: crash };
  if (dirty === null && !after.some(({ id }) => id === 6008)) return null;
  const pressed = (numberOf((dirty ?? {})['PowerButton']) ?? 0) > 0;
  const what = pressed ? 'the power button was held' : 'no shutdown before this start';
  return { lastEnd: 'power-loss', lastEndAt: null, lastEndDetail: `Kernel-Power 41: ${what}` };
}

/** A code of 0 says that power was lost or that the system stood still, not that it crashed. */
function crashDetail(dirty: Row | null, bugcheck: Row | null): string | null {
  const code = numberOf((dirty ?? {})['BugcheckCode']) ?? 0;
  if (bugcheck === null && code === 0) return null;
  return said((bugcheck ?? {})['Param1'], 300) || `BugcheckCode ${code}`;
}

/** Programs that ask for a restart on behalf of an update. */
const UPDATER = /TrustedInstaller|MoUsoCoreWorker|UsoClient|wuauclt|TiWorker|musnotif|SetupHost/i;
const ASKED_MS = 900_000;

function orderlyEnd(before: readonly BootEvent[]): BootEnd {
  const stopped = before.find(({ id }) => id === 6006 || id === 1074 || id === 13);
  if (!stopped) return UNKNOWN_END;
  const asked = before.find(
    ({ id, at }) => id === 1074 && Date.parse(stopped.at) - Date.parse(at) < ASKED_MS,
  );
  const by = asked ? said(asked.row['Param1'], 300) : '';
  return {
    lastEnd: UPDATER.test(by) ? 'update' : 'clean',
    lastEndAt: stopped.at,
    lastEndDetail: by || null,
  };
}
