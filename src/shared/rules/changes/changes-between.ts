import type { Baseline } from './baseline';
import { DEVICE_RULES } from './device-changes';
import type { ChangeDraft, ChangeRule } from './draft';
import { NETWORK_RULES } from './network-changes';
import { SERVICE_RULES } from './service-changes';
import { SOFTWARE_RULES } from './software-changes';
import { STORAGE_RULES } from './storage-changes';
import { SYSTEM_RULES } from './system-changes';

const RULES: readonly ChangeRule[] = [
  ...SYSTEM_RULES,
  ...SOFTWARE_RULES,
  ...NETWORK_RULES,
  ...DEVICE_RULES,
  ...STORAGE_RULES,
  ...SERVICE_RULES,
];

/** Every change from one day to another. A section that one of them does not know has none. */
export function changesBetween(before: Baseline, after: Baseline): ChangeDraft[] {
  const elapsedMs = Math.max(0, Date.parse(after.at) - Date.parse(before.at));
  const drafts = RULES.flatMap((rule): ChangeDraft[] => {
    const [earlier, now] = [before.facts[rule.section], after.facts[rule.section]];
    if (earlier === null || now === null) return [];
    return rule.changes(earlier, now, elapsedMs).map((found) => fitted({ ...found, section: rule.section }));
  });
  return withoutEchoes(drafts);
}

/** A webcam is a USB device, a camera and a microphone: plugging it in is one change. */
function withoutEchoes(drafts: readonly ChangeDraft[]): ChangeDraft[] {
  const told = new Map<string, string>();
  return drafts.filter(({ kind, subject, section }) => {
    if (kind !== 'device-added' && kind !== 'device-removed') return true;
    const name = `${kind} ${subject.toLowerCase()}`;
    const earlier = told.get(name);
    if (earlier === undefined) told.set(name, section);
    return earlier === undefined || earlier === section;
  });
}

function fitted(draft: ChangeDraft): ChangeDraft {
  return {
    ...draft,
    subject: draft.subject.slice(0, 200),
    before: draft.before?.slice(0, 300) ?? null,
    after: draft.after?.slice(0, 300) ?? null,
  };
}
