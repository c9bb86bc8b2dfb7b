/** Lets an interrupted run go on to its end although a step of the user's own hangs. */

/** A step or a hook as cucumber takes them. */
// biome-ignore lint/suspicious/noExplicitAny: its world is the user's, its parameters what the expression captures
export type StepFunction = (this: any, ...parameters: any[]) => unknown;

/** `perform` that rejects as soon as the signal aborts, whatever it is doing; it is then left to itself. */
export function raceInterrupt(
  perform: StepFunction,
  findSignal: () => AbortSignal | undefined,
): StepFunction {
  return async function (this: unknown, ...parameters) {
    const signal = findSignal();
    if (signal === undefined) return perform.apply(this, parameters);
    signal.throwIfAborted();
    let stop = () => {};
    const interrupted = new Promise<never>((_resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop);
    });
    try {
      return await Promise.race([perform.apply(this, parameters), interrupted]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
}
