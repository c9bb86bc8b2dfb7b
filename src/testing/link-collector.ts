/** A listener that keeps what a link delivers and lets a test wait for it. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { LinkError, LinkListener } from '../link/link.ts';

export interface LinkCollector extends LinkListener {
  readonly chunks: readonly Bytes[];
  readonly faults: readonly LinkError[];
  /** All bytes so far, once there are at least `length`. */
  received(length: number): Promise<Bytes>;
  /** The first fault. */
  faulted(): Promise<LinkError>;
}

export function createLinkCollector(): LinkCollector {
  const chunks: Bytes[] = [];
  const faults: LinkError[] = [];
  const checks = new Set<() => void>();
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!holds()) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
    });
  let length = 0;
  return {
    chunks,
    faults,
    onBytes(bytes) {
      chunks.push(bytes);
      length += bytes.length;
      for (const check of checks) check();
    },
    onFault(error) {
      faults.push(error);
      for (const check of checks) check();
    },
    async received(wanted) {
      await until(() => length >= wanted);
      return concatBytes(chunks);
    },
    async faulted() {
      await until(() => faults.length > 0);
      return faults[0] as LinkError;
    },
  };
}
