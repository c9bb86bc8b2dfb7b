/** Masks secrets in whatever this process prints, also where an error repeats what was typed. */
import { Secrets } from '../run/secrets.ts';

/** From now on none of `values` is printed. May be called again with more of them. */
export function maskTerminal(values: readonly string[]): void {
  if (values.length === 0) return;
  const secrets = new Secrets(values);
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
    stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) =>
      write(
        typeof chunk === 'string' ? secrets.maskText(chunk) : secrets.maskBytes(chunk),
        ...rest,
      )) as typeof stream.write;
  }
}
