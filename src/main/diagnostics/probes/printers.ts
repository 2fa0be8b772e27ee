import { byPlatform } from '../by-platform';
import { always, DEADLINE_MS, type Probe } from '../probe';
import { readPrinters as cups } from './cups';
import { readPrinters as windows } from './windows/printers';

export const printersProbe: Probe<'printers'> = {
  key: 'printers',
  source:
    'Linux and macOS: lpstat -r -l -p -d -v -o, lpoptions -p; Windows: Win32_Printer, Win32_PrintJob, Win32_TCPIPPrinterPort',
  applies: always,
  deadlineMs: DEADLINE_MS,
  run: byPlatform({ linux: cups, windows, macos: cups }),
};
