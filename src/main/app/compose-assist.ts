import { AssistFlow } from '../assist/assist-flow';
import type { AssistNotice } from '../assist/assist-state';
import type { DeskLink } from '../link/desk-link';
import { listSources } from '../shell/capture';
import { becomeBar, fitBar } from '../shell/windows';
import type { Windows } from './compose-windows';
import type { Here } from './here';

export function composeAssist(
  { language, clock, log }: Here,
  { help, assist, media }: Windows,
  link: DeskLink,
  notice: (value: AssistNotice) => void,
): AssistFlow {
  return new AssistFlow({
    window: {
      open: () => void assist.open(),
      becomeBar: () => becomeBar(assist),
      fit: (size) => fitBar(assist, size),
      close: () => assist.close(),
    },
    push: (name, value) => assist.send(name, value),
    link,
    sources: () => listSources((id) => id === help.sourceId || id === assist.sourceId),
    arm: (sourceId) => media.arm(sourceId),
    disarm: () => media.disarm(),
    notice,
    language,
    clock,
    log,
  });
}
