/** Why a module could not be served. `message` says what was tried and what came; `hint` what to do. */
export class ServeError extends Error {
  override readonly name = 'ServeError';
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
