/** The command was used wrongly, or something it names is not there: exit code 2, or the one given. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
  /** One thing to do. */
  readonly hint: string;
  readonly exitCode: number;
  constructor(message: string, hint: string, exitCode = 2) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
