/** Makes a switch exhaustive: a new member of the union breaks the build here. */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
