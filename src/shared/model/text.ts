import { z } from 'zod';

// Half of a pair is no character: a store that keeps UTF-8 would give back something else than it was given.
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
// Control characters other than tab and line feed have no business in text that people read.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

function clean(value: string): string {
  return value.replace(CONTROL, '').replace(LONE_SURROGATE, '\uFFFD');
}

/** One line that a person or a machine wrote: trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((value) => clean(value).replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max));

/** The same, and not empty. */
export const requiredLine = (max: number) => line(max).pipe(z.string().min(1));

/** Text of several lines: line ends made equal, without other control characters, trimmed. */
export const text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((value) => clean(value.replace(/\r\n?/g, '\n')).trim())
    .pipe(z.string().max(max));

export const requiredText = (max: number) => text(max).pipe(z.string().min(1));
