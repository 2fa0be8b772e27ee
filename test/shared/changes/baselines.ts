import type { Baseline, BaselineFacts } from '../../../src/shared/rules/changes/baseline';

const NOTHING: BaselineFacts = {
  system: null,
  os: null,
  uptime: null,
  memory: null,
  disks: null,
  filesystems: null,
  graphics: null,
  displays: null,
  audio: null,
  cameras: null,
  printers: null,
  usb: null,
  bluetooth: null,
  startup: null,
  services: null,
  software: null,
  security: null,
  interfaces: null,
  wifi: null,
  gateway: null,
  dns: null,
  proxy: null,
  vpn: null,
  tls: null,
};

/** A day on which only these sections are known. */
export function day(facts: Partial<BaselineFacts>, at = '2026-11-20T09:00:00.000Z', good = true): Baseline {
  return { version: 1, at, good, facts: { ...NOTHING, ...facts } };
}
