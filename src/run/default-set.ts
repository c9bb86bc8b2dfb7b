/** The command set that is meant where none is named. No other place of the program knows a set by its name. */
export const DEFAULT_SET = 'http';
