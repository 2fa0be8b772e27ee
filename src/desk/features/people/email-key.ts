/** How two spellings of one e-mail address are found to be the same. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
