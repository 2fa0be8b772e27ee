/** Largest picture that goes between an agent's page and its main process, in bytes; whoever makes one makes it fit. */
export const PICTURE_LIMIT = 15 * 1024 * 1024;
