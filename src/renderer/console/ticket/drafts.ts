/** What was typed and not yet sent, by ticket. In memory only: nothing of a person lies in the browser's storage. */
export interface Drafts {
  get: (ticketId: string) => string;
  set: (ticketId: string, text: string) => void;
  clear: () => void;
}

export function memoryDrafts(): Drafts {
  const texts = new Map<string, string>();
  return {
    get: (ticketId) => texts.get(ticketId) ?? '',
    set(ticketId, text) {
      if (text === '') texts.delete(ticketId);
      else texts.set(ticketId, text);
    },
    clear: () => texts.clear(),
  };
}
