import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/base/result';
import type { Preview } from '../../shared/contract/ipc';
import {
  report as reportSchema,
  REPORT_LIMIT,
  REPORT_VERSION,
  type Report,
  type Section,
  type SectionKey,
} from '../../shared/model/diagnostics';
import { leaveOut } from '../../shared/rules/leave-out';
import { redactReport, type RedactionContext } from '../../shared/rules/redact';

/** The text that will stand for the report in the request, byte for byte: shown, hashed and sent from this one string. */
export function previewOf(
  report: Report,
  removed: readonly SectionKey[],
  context: RedactionContext,
): Result<Preview> {
  // Masked first: what a section that is left out names is masked in the others too.
  const kept = fitted(leaveOut(redactReport(report, context), removed));
  // Through the schema once, so that the desk's own serialization of it has the same bytes.
  const parsed = reportSchema.safeParse(kept);
  if (!parsed.success) return fail('internal', 'the report does not fit its own schema');
  const json = JSON.stringify(parsed.data);
  const bytes = Buffer.byteLength(json);
  if (bytes > REPORT_LIMIT) return fail('too-large', `the report has ${bytes} bytes`);
  const sha256 = createHash('sha256').update(json).digest('hex');
  return ok({ json, bytes, sha256, report: parsed.data });
}

/** A report that is too large loses its largest sections by name: a request must not fail of what a computer has much of. */
function fitted(report: Report): Report {
  const sized = report.sections.map((section) => ({ section, bytes: bytesOf(section) }));
  let total = bytesOf({ ...report, sections: [] }) + sized.reduce((sum, { bytes }) => sum + bytes + 1, 0);
  const lost = new Map<SectionKey, Section>();
  for (const { section, bytes } of sized.toSorted((a, b) => b.bytes - a.bytes)) {
    if (total <= REPORT_LIMIT) break;
    if (section.status !== 'collected') continue;
    const { key, tookMs, source } = section;
    const detail = `${bytes} bytes are more than a report has room for`;
    const instead: Section = { key, status: 'failed', tookMs, source, reason: 'too-much-output', detail };
    lost.set(key, instead);
    total += bytesOf(instead) - bytes;
  }
  return lost.size === 0
    ? report
    : { ...report, sections: report.sections.map((section) => lost.get(section.key) ?? section) };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** One section as it will be sent, for showing it while others are still being collected. */
export function redactSection(section: Section, context: RedactionContext): Section {
  const alone: Report = { version: REPORT_VERSION, collectedAt: '', tookMs: 0, sections: [section] };
  return redactReport(alone, context).sections[0] ?? section;
}
