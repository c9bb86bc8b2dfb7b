/** Our own bugs: thrown, never caught on the way, reported as such at the edge (exit code 5). */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Throws InternalError where `condition` does not hold: a mistake of ours, never of a module or a document. */
export function assertInvariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}

/** The end of an exhaustive switch: the compiler refuses a forgotten case, this refuses a wrong value. */
export function assertNever(value: never, what: string): never {
  throw new InternalError(`unknown ${what}: ${JSON.stringify(value)}`);
}
