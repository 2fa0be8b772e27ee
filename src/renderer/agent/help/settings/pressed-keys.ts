type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

const KEY = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/;

/** The combination being pressed as Electron spells it; null while there is none that could open anything. */
export function pressedKeys({ code, ctrlKey, altKey, shiftKey, metaKey }: Keys): string | null {
  const match = KEY.exec(code);
  const key = match?.[1] ?? match?.[2] ?? match?.[3];
  // A letter alone, or with Shift, is writing.
  if (key === undefined || !(ctrlKey || altKey || metaKey)) return null;
  const held = [ctrlKey && 'Control', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Super'];
  return [...held.filter((each) => each !== false), key].join('+');
}
