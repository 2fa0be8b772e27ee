import { parseWindowsNetwork, WINDOWS_NETWORK, type WindowsNetwork } from '../parse/windows-network';
import { collected, failed, type Found } from '../probe';
import { powershellRow } from '../powershell';
import { perContext } from './per-context';

/** Starting PowerShell costs more than what it is asked: one question for all sections. */
export const windowsNetwork = perContext(async (context): Promise<Found<WindowsNetwork>> => {
  const answer = await powershellRow(context, WINDOWS_NETWORK);
  return answer.ok ? collected(parseWindowsNetwork(answer.row)) : failed(answer.reason, answer.detail);
});
