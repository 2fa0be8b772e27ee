import type { Platform } from '../../shared/model/device';

/** Everything that is neither Windows nor macOS is treated as Linux. */
export function platformOf(name: NodeJS.Platform): Platform {
  if (name === 'win32') return 'windows';
  return name === 'darwin' ? 'macos' : 'linux';
}
