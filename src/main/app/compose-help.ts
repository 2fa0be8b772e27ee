import { helpCalls } from '../../shared/contract/ipc';
import { draft } from '../../shared/model/ticket';
import { HelpFlow } from '../help/help-flow';
import { takeScreenshots } from '../shell/capture';
import { copyText } from '../shell/program';
import type { PageWindow } from '../shell/windows';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import type { Desk } from './compose-desk';
import type { Diagnostics } from './compose-diagnostics';
import { composeCopyDeviceInfo } from './copy-device-info';
import type { Here } from './here';

export function composeHelp(
  here: Here,
  window: PageWindow,
  desk: Desk,
  diagnostics: Diagnostics,
  hotkey: () => string | null,
): HelpFlow {
  const { policy, language, requesterName, redaction, clock, log, inData } = here;
  const { session, outbox, tickets } = desk;
  const flow = new HelpFlow({
    window: {
      open: () => window.open(),
      close() {
        window.close();
        flow.closed();
      },
    },
    push: (name, value) => window.send(name, value),
    outbox,
    tickets,
    startCollection: (onSection) => diagnostics.collect(onSection),
    takeScreenshots: () => window.whileHidden(takeScreenshots),
    copy: copyText,
    copyDeviceInfo: composeCopyDeviceInfo(here, desk, diagnostics),
    draftFile: jsonFile(nodeDisk, inData('draft.json'), draft, log),
    removedFile: jsonFile(nodeDisk, inData('left-out.json'), helpCalls['help:preview'].args, log),
    settings: {
      shown: () => policy.shown(),
      change: (key, value) => policy.change(key, value),
      screenshots: () => policy.settings.screenshots,
    },
    redaction,
    requesterName,
    language,
    organization: () => session.organization,
    connection: () => session.connection,
    hotkey,
    clock,
    log,
  });
  return flow;
}
