import { helpCalls } from '../../shared/contract/ipc';
import { draft } from '../../shared/model/ticket';
import { startCollection } from '../diagnostics/collect';
import { deskProbes } from '../diagnostics/desk-probes';
import { collected, DEADLINE_MS, NO_TARGETS } from '../diagnostics/probe';
import { HelpFlow } from '../help/help-flow';
import { displaysInfo, takeScreenshots } from '../shell/capture';
import { chromiumFetch } from '../shell/net';
import { copyText } from '../shell/program';
import type { PageWindow } from '../shell/windows';
import { startWorkerProcess } from '../shell/worker-process';
import { nodeDisk } from '../storage/disk';
import { jsonFile } from '../storage/json-file';
import type { Desk } from './compose-desk';
import type { Here } from './here';

export function composeHelp(
  here: Here,
  window: PageWindow,
  desk: Desk,
  hotkey: () => string | null,
): HelpFlow {
  const { platform, language, requesterName, redaction, clock, log, inData, inBundles } = here;
  const { session, outbox, tickets } = desk;
  const displays = {
    key: 'displays' as const,
    source: 'Electron screen.getAllDisplays()',
    deadlineMs: DEADLINE_MS,
    run: () => Promise.resolve(collected(displaysInfo())),
  };
  const worker = inBundles('main', 'diagnostics-worker.js');
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
    startCollection: (onSection) =>
      startCollection(
        {
          platform,
          startWorker: (keys, pace) =>
            startWorkerProcess(worker, [pace, JSON.stringify(NO_TARGETS), ...keys]),
          mainProbes: [...deskProbes(chromiumFetch, clock, () => session.deskUrl), displays],
          clock,
          log,
        },
        onSection,
      ),
    takeScreenshots: () => window.whileHidden(takeScreenshots),
    copy: copyText,
    draftFile: jsonFile(nodeDisk, inData('draft.json'), draft, log),
    removedFile: jsonFile(nodeDisk, inData('left-out.json'), helpCalls['help:preview'].args, log),
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
