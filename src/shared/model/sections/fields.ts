import { z } from 'zod';

/** Building blocks of sections. Sizes are in bytes, times in milliseconds unless a name says otherwise. */
export const str = (max = 200) => z.string().max(max);
export const bytes = z.number().nonnegative();
export const percent = z.number().min(0).max(100);
export const ms = z.number().nonnegative();
export const count = z.int().nonnegative();
/** Rows of a section; what a computer has more of than this is cut off by its probe. */
export const many = <T extends z.ZodType>(item: T, max = 64) => z.array(item).max(max);
