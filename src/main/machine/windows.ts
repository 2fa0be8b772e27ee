import { isRow } from '../diagnostics/json-value';
import { powershell } from '../diagnostics/powershell';
import type { ProbeContext } from '../diagnostics/probe';
import type { Signals } from './signals';

const KEY = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
const GUID = /^\s+MachineGuid\s+REG_SZ\s+([0-9A-Fa-f-]{36})\s*$/m;

/** Classes that every user may ask; adapters and disks on USB go from one computer to the next. */
const HARDWARE_SCRIPT = [
  '$board = Get-CimInstance Win32_BaseBoard',
  '$product = Get-CimInstance Win32_ComputerSystemProduct',
  "$adapters = Get-CimInstance -Namespace root/StandardCimv2 MSFT_NetAdapter -Filter 'HardwareInterface=TRUE AND ConnectorPresent=TRUE'",
  '$disks = Get-CimInstance Win32_DiskDrive',
  "ConvertTo-Json -Compress @{ board = @($board.SerialNumber) + @($product.UUID); adapters = @($adapters | Where-Object { $_.PnPDeviceID -notlike 'USB\\*' } | ForEach-Object { $_.PermanentAddress }); disks = @($disks | Where-Object { $_.InterfaceType -ne 'USB' -and $_.MediaType -notlike 'Removable*' } | ForEach-Object { $_.SerialNumber }) }",
].join('; ');

/** Null where Windows does not tell its own id: then nothing can be said of this computer at all. */
export async function windowsSignals(context: Pick<ProbeContext, 'run'>): Promise<Signals | null> {
  const asked = await context.run('reg', ['query', KEY, '/v', 'MachineGuid', '/reg:64']);
  const machineId = asked.ok ? GUID.exec(asked.output)?.[1] : undefined;
  return machineId === undefined ? null : { machineId, hardware: await hardware(context) };
}

/** All of it or nothing: half of the hardware today and the other half tomorrow would be two computers. */
async function hardware(context: Pick<ProbeContext, 'run'>): Promise<Signals['hardware']> {
  const outcome = await powershell(context, HARDWARE_SCRIPT, { timeoutMs: 20_000 });
  if (!outcome.ok || !isRow(outcome.value)) return [];
  const { board, adapters, disks } = outcome.value;
  if (!Array.isArray(board) || !Array.isArray(adapters) || !Array.isArray(disks)) return [];
  return [...of('board', board), ...of('adapter', adapters), ...of('disk', disks)];
}

function of(kind: 'board' | 'adapter' | 'disk', values: readonly unknown[]): Signals['hardware'] {
  return values.flatMap((value) => (typeof value === 'string' ? { kind, value } : []));
}
