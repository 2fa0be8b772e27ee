import type { Device } from '../../../shared/model/device';
import type { UpdateReport } from '../../../shared/model/update';
import { visible } from '../text/visible';
import type { Words } from '../words/en';

export interface UpdateText {
  text: string;
  /** Somebody should look at it. */
  trouble: boolean;
}

/** How a computer stands with its update: what it says of itself, else why the desk gives it none. */
export function updateText(
  words: Words,
  { inventory, update }: Pick<Device, 'inventory' | 'update'>,
): UpdateText {
  const said = inventory ? stateText(words, inventory.update) : null;
  return said ?? { text: words.updates.reasons[update], trouble: false };
}

function stateText(words: Words, { state, version, reason }: UpdateReport): UpdateText | null {
  const { states, problems, anUpdate, noReason } = words.updates;
  const which = version ?? anUpdate;
  // A newer agent may know reasons that this console does not: better its word than none.
  const why = reason === null ? noReason : (problems[reason] ?? visible(reason));
  switch (state) {
    case 'idle':
      return null;
    case 'downloading':
      return { text: states.downloading(which), trouble: false };
    case 'waiting':
      return { text: states.waiting(which, why), trouble: false };
    case 'installing':
      return { text: states.installing(which), trouble: false };
    case 'refused':
      return { text: states.refused(why), trouble: true };
    case 'failed':
      return { text: states.failed(why), trouble: true };
    case 'rolled-back':
      return {
        text: cameBack(reason) ? states.rolledBack(which) : states.notRolledBack(which, why),
        trouble: true,
      };
  }
}

/** Every other reason says why the version before could not be put back. */
function cameBack(reason: string | null): boolean {
  return reason === null || reason === 'crashed' || reason === 'rolled-back-before';
}
