/** Why something that another tool prints is in none of our sections. */
export const FLAGS = 'instruction sets of the processor: for programmers, no section';
export const BUSES = 'buses, bridges and controllers: no section, the devices behind them have theirs';
export const PLACE = 'where on which bus a device sits: no section';
export const ENVIRONMENT = 'the environment is never collected';
export const ACCOUNTS = 'accounts that exist: only who is logged in is a section';
export const OWN = 'about the tool itself, or its terminal';
export const WRONG = 'wrong: this is no container and no 32-bit system';
export const EACH = 'a row for each process: only the busiest are a section';
export const FILLER = 'says what kind of entry it is, not what is there';
