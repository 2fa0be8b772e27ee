import { REPORT_VERSION } from '../../shared/model/diagnostics';
import { parseJson } from '../storage/json-file';

/** The request alone, where its report is one of an earlier agent's; null where the report is none or of today. */
export function withoutOlderReport(json: string): string | null {
  const body = parseJson(json) as { request?: unknown; report?: { version?: unknown } | null } | undefined;
  const version = body?.report?.version;
  if (typeof version !== 'number' || version >= REPORT_VERSION) return null;
  return `{"request":${JSON.stringify(body?.request)},"report":null}`;
}
