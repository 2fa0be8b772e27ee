import { z } from 'zod';

// Control characters other than tab and line feed have no business in text that people read.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** One line that a person or a machine wrote: trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((value) => value.replace(CONTROL, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max));

/** The same, and not empty. */
export const requiredLine = (max: number) => line(max).pipe(z.string().min(1));

/** Text of several lines: line ends made equal, without other control characters, trimmed. */
export const text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((value) => value.replace(/\r\n?/g, '\n').replace(CONTROL, '').trim())
    .pipe(z.string().max(max));

export const requiredText = (max: number) => text(max).pipe(z.string().min(1));
