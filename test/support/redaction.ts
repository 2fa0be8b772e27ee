import { MASK_ALL, type RedactionContext } from '../../src/shared/rules/redact/context';

/** Jane sits at the computer, and nothing that names it may leave. */
export const JANE: RedactionContext = {
  userNames: ['jane'],
  homeFolders: ['/home/jane'],
  policy: MASK_ALL,
  salt: '00112233445566778899aabbccddeeff',
};
