import type { SectionData } from '../../../shared/model/diagnostics';
import { parseJson } from '../powershell';
import { said } from '../probe';
import { rowOf, rowsOf, type Row } from '../json-value';

type Volume = SectionData<'security'>['encryption'][number];

const DEEPEST = 12;

/** `lsblk -J -o NAME,TYPE,FSTYPE,MOUNTPOINT`: what is mounted, and whether an encrypted layer lies beneath it. */
export function encryptedVolumes(output: string): Volume[] {
  const parsed = parseJson(output, 'lsblk');
  return parsed.ok
    ? (rowsOf(rowOf(parsed.value)['blockdevices']) ?? []).flatMap((row) => below(row, null, 0))
    : [];
}

function below(row: Row, above: string | null, depth: number): Volume[] {
  const type = said(row['type']);
  // Images of programs, discs and memory are not where people keep their files.
  if (depth > DEEPEST || type === 'loop' || type === 'rom' || said(row['name']).startsWith('zram')) return [];
  const method = methodOf(type, said(row['fstype'])) ?? above;
  const mount = said(row['mountpoint']);
  const own = mount.startsWith('/') && !/^\/(boot|efi)(\/|$)/.test(mount) ? [volume(mount, method)] : [];
  return [...own, ...(rowsOf(row['children']) ?? []).flatMap((child) => below(child, method, depth + 1))];
}

function methodOf(type: string, filesystem: string): string | null {
  if (filesystem === 'crypto_LUKS' || type === 'crypt') return 'LUKS';
  return filesystem === 'BitLocker' ? 'BitLocker' : null;
}

function volume(mount: string, method: string | null): Volume {
  return { volume: said(mount), encrypted: method !== null, method: method ?? '' };
}
