import type { SectionData } from '../../../shared/model/diagnostics';
import type { SECTION_GROUPS } from '../../../shared/model/section-keys';
import { supply, usage, type Fact } from './facts';
import { group, joined, marked, maybe, one, table, text, type Describe, type Say } from './say';

type MachineKey = (typeof SECTION_GROUPS)['machine'][number];

/** What the computer is made of and what is plugged into it. */
export const DESCRIBE_MACHINE: { [K in MachineKey]: Describe<K> } = {
  system: (data, { words: { common, machine }, yesNo }) =>
    one([
      maybe(common.name, data.hostname, text),
      maybe(common.manufacturer, data.manufacturer, text),
      maybe(common.model, data.model, text),
      maybe(machine.serial, data.serial, text),
      maybe(machine.chassis, data.chassis, text),
      {
        label: machine.virtual,
        value: data.virtual && data.hypervisor ? machine.inside(data.hypervisor) : yesNo(data.virtual),
      },
      maybe(machine.firmware, data.firmware, ({ vendor, version, date }) => joined(vendor, version, date)),
      maybe(machine.board, data.board, ({ manufacturer, model }) => joined(manufacturer, model)),
    ]),
  cpu,
  memory,
  disks: (data, say) => ({ groups: data.map((disk) => drive(disk, say)) }),
  filesystems: (data, { words: { common, machine }, bytes, percent }) => ({
    groups: data.map((each) =>
      group(
        [
          {
            label: machine.free,
            value: machine.freeOf(bytes(each.availableBytes), bytes(each.sizeBytes)),
            ...(each.sizeBytes > 0 ? { bar: usage((1 - each.availableBytes / each.sizeBytes) * 100) } : {}),
          },
          { label: machine.used, value: bytes(each.usedBytes) },
          maybe(machine.inodes, each.inodesUsedPercent, percent, usage),
          maybe(common.device, joined(each.device, each.type), text),
        ],
        { title: marked(each.mount, machine.roles[each.role], each.readOnly === true && machine.readOnly) },
      ),
    ),
  }),
  graphics: (data, { words: { common }, memory: inMemory }) => ({
    groups: data.map((card) =>
      group(
        [
          maybe(common.manufacturer, card.model && card.vendor, text),
          maybe(common.driver, joined(card.driver, card.driverVersion), text),
          maybe(common.memory, card.memoryBytes, inMemory),
        ],
        { title: card.model || card.vendor },
      ),
    ),
  }),
  displays: (data, { words: { machine }, percent, unit }) => ({
    groups: data.map((display) =>
      group(
        [
          { label: machine.resolution, value: `${display.width} × ${display.height}` },
          { label: machine.scale, value: percent(display.scale * 100) },
          maybe(machine.refresh, display.refreshHz, (value) => unit(value, 'Hz')),
          maybe(machine.place, display.internal, (value) => (value ? machine.internal : machine.external)),
        ],
        { title: marked(display.name, display.primary && machine.primary) },
      ),
    ),
  }),
  audio: (data, { words: { common, machine } }) =>
    one(
      [],
      table(
        [common.device, machine.direction, common.manufacturer, common.driver],
        data.map((each) => [
          marked(each.name, each.default === true && common.standard),
          machine.directions[each.direction],
          each.manufacturer,
          each.driver,
        ]),
      ),
    ),
  cameras: (data, { words: { common } }) =>
    one(
      [],
      table(
        [common.name, common.device],
        data.map((each) => [each.name, each.device]),
      ),
    ),
  printers: (data, { words: { common, machine }, number, duration }) => ({
    groups: data.map((printer) =>
      group(
        [
          { label: common.state, value: machine.printerStates[printer.state] },
          maybe(machine.reason, printer.reason, text),
          {
            label: machine.jobs,
            value:
              printer.oldestJobMinutes === null
                ? number(printer.jobs)
                : machine.jobsSince(number(printer.jobs), duration(printer.oldestJobMinutes * 60)),
          },
          maybe(common.model, printer.model, text),
          maybe(machine.connection, printer.connection, text),
        ],
        { title: marked(printer.name, printer.default && common.standard) },
      ),
    ),
  }),
  usb: (data, { words: { common, machine } }) =>
    one(
      [],
      table(
        [common.device, common.kind, common.manufacturer, machine.usbId],
        data.map((each) => [each.name, each.kind, each.manufacturer, each.id]),
      ),
    ),
  bluetooth: (data, { words: { common, machine }, percent, yesNo }) =>
    one(
      [maybe(machine.bluetooth, data.powered, (value) => (value ? common.on : common.off))],
      table(
        [common.device, common.kind, machine.connected, machine.battery],
        data.devices.map((each) => [
          each.name,
          each.kind,
          yesNo(each.connected),
          each.batteryPercent === null ? null : percent(each.batteryPercent),
        ]),
      ),
    ),
  battery: (data, { words: { machine }, percent, number, duration }) =>
    one([
      {
        label: machine.charge,
        value: joined(percent(data.percent), data.charging && machine.charging),
        bar: data.charging ? { percent: data.percent, tone: 'calm' } : supply(data.percent),
      },
      maybe(machine.power, data.onMains, (value) => (value ? machine.mains : machine.onBattery)),
      maybe(machine.remaining, data.remainingMinutes, (value) => duration(value * 60)),
      maybe(machine.batteryHealth, data.healthPercent, percent, supply),
      maybe(machine.cycles, data.cycles, number),
    ]),
};

function cpu(data: SectionData<'cpu'>, say: Say) {
  const { words, number, percent, unit, memory: inMemory } = say;
  const { common, machine } = words;
  const ghz = (value: number) => unit(value, 'GHz', 2);
  const { l1, l2, l3 } = data.cacheBytes;
  const cache = (name: string, size: number | null) => size !== null && `${name} ${inMemory(size)}`;
  return one([
    maybe(common.model, data.model, text),
    { label: machine.cores, value: machine.coresOf(number(data.cores), number(data.physicalCores)) },
    maybe(machine.sockets, data.sockets, number),
    maybe(
      machine.speed,
      joined(
        data.speedGhz !== null && ghz(data.speedGhz),
        data.maxGhz !== null && machine.upTo(ghz(data.maxGhz)),
      ),
      text,
    ),
    maybe(machine.load, data.loadPercent, percent, usage),
    maybe(machine.pressure, data.pressurePercent, percent, usage),
    maybe(machine.temperature, data.temperatureC, (value) => unit(value, '°C')),
    maybe(machine.throttled, data.throttled, say.yesNo),
    maybe(
      machine.cache,
      joined(cache(machine.level.l1, l1), cache(machine.level.l2, l2), cache(machine.level.l3, l3)),
      text,
    ),
    maybe(machine.stepping, data.stepping, text),
  ]);
}

function memory(data: SectionData<'memory'>, { words, percent, unit, memory: inMemory }: Say) {
  const { common, machine } = words;
  const share = (label: string, used: number, total: number): Fact => ({
    label,
    value: common.usedOf(inMemory(used), inMemory(total)),
    bar: usage(total > 0 ? (used / total) * 100 : 0),
  });
  return one(
    [
      share(machine.inUse, Math.max(0, data.totalBytes - data.availableBytes), data.totalBytes),
      data.swapTotalBytes === 0 ? null : share(machine.swap, data.swapUsedBytes, data.swapTotalBytes),
      maybe(machine.pressure, data.pressurePercent, percent, usage),
    ],
    table(
      [machine.slot, common.size, common.kind, machine.moduleSpeed, common.manufacturer, machine.part],
      data.modules.map((each) => [
        each.slot,
        inMemory(each.sizeBytes),
        each.type,
        each.speedMhz === null ? null : unit(each.speedMhz, 'MHz'),
        each.manufacturer,
        each.partNumber,
      ]),
    ),
  );
}

function drive(disk: SectionData<'disks'>[number], { words, bytes, number, percent, unit }: Say) {
  const { common, machine } = words;
  return group(
    [
      maybe(common.device, disk.model && disk.device, text),
      { label: common.kind, value: joined(machine.diskKinds[disk.kind], disk.bus) },
      { label: common.size, value: bytes(disk.sizeBytes) },
      { label: machine.health, value: machine.healths[disk.health] },
      maybe(machine.wear, disk.wearPercent, percent, usage),
      maybe(machine.badSectors, disk.badSectors, number),
      maybe(machine.temperature, disk.temperatureC, (value) => unit(value, '°C')),
      maybe(machine.poweredOn, disk.powerOnHours, number),
      maybe(words.machine.serial, disk.serial, text),
      maybe(machine.firmware, disk.firmware, text),
    ],
    { title: disk.model || disk.device },
  );
}
