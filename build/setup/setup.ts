import { ensureElectron, type ElectronRuntime } from './electron-runtime.ts';
import { ensureSystemPackages, type PackageGroup } from './system-packages.ts';

/** Everything outside the repository that the groups' programs need; quick when it is all there. */
export async function ensureSetup(groups: readonly PackageGroup[]): Promise<ElectronRuntime> {
  await ensureSystemPackages(groups);
  return ensureElectron();
}

/** On Linux without a screen the agent gets a virtual one, and that needs programs of its own. */
export function hasScreen(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}
