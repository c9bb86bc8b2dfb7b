/** How many of several attempts must pass where one alone says little, as with what a radio carries. */
export interface Acceptance {
  /** So many must pass, at least 1 and at most `of`. */
  readonly passes: number;
  /** Of so many, 2 to 20; all of them are made. */
  readonly of: number;
}
