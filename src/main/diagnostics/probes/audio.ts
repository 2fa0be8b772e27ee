import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readAudio as linux } from './linux/audio';
import { readAudio as macos } from './macos/audio';
import { readAudio as windows } from './windows/audio';

export const audioProbe: Probe<'audio'> = {
  key: 'audio',
  source:
    'Linux: pactl info, pactl list, else /proc/asound; Windows: Get-PnpDevice; macOS: system_profiler SPAudioDataType',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux, windows, macos }),
};
