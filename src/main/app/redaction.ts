import type { RedactionContext } from '../../shared/rules/redact';

/** Accounts that say nothing about who is there; masking them would only tear holes into the facts. */
const NOBODY = new Set(['root', 'admin', 'administrator', 'user', 'system', 'guest']);

export function redactionHere(userName: string, homeFolder: string): RedactionContext {
  return {
    userNames: NOBODY.has(userName.toLowerCase()) ? [] : [userName],
    homeFolders: [homeFolder],
  };
}
