/** The module, the link or the origin could not be used: the bench's affair, exit code 4, never a verdict on the module. */
export class BenchFault extends Error {
  override readonly name = 'BenchFault';
  /** One thing to do. */
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
