/** Disturbances: the passes that repeat a run with its bytes cut, paced, gathered or interrupted, and what a difference says. */
import type { Disturbance } from '../link/disturbed-link.ts';

export const DISTURBANCES = ['split', 'pace', 'burst', 'urc'] as const;
export type DisturbanceKind = (typeof DISTURBANCES)[number];

export interface DisturbancePass {
  /** `split-sent`: its evidence is named after it. */
  readonly name: string;
  readonly kind: DisturbanceKind;
  /** For people. */
  readonly says: string;
  /** Whose fault a difference is: the module's, which got the same bytes otherwise, or ours, who did. */
  readonly blames: 'module' | 'harness';
  /** null: bytes come and go as they do. */
  readonly bytes: Disturbance | null;
  readonly chatters: boolean;
  /** Payloads go out whole, and no command waits for the one before to settle. */
  readonly hurries: boolean;
}

const PLAIN = { bytes: null, chatters: false, hurries: false } as const;

const PASSES: readonly DisturbancePass[] = [
  {
    ...PLAIN,
    ...{ name: 'split-sent', kind: 'split', blames: 'module' },
    says: 'every byte is written by itself',
    bytes: { sent: 'each-byte', received: 'whole' },
  },
  {
    ...PLAIN,
    ...{ name: 'split-received', kind: 'split', blames: 'harness' },
    says: 'every byte of an answer arrives by itself',
    bytes: { sent: 'whole', received: 'each-byte' },
  },
  {
    ...PLAIN,
    ...{ name: 'split-chance', kind: 'split', blames: 'harness' },
    says: 'answers arrive in pieces of 1 to 7 bytes, by chance',
    bytes: { sent: 'whole', received: 'chance' },
  },
  {
    ...PLAIN,
    ...{ name: 'pace-sent', kind: 'pace', blames: 'module' },
    says: 'bytes are written one each millisecond',
    bytes: { sent: 'paced', received: 'whole' },
  },
  {
    ...PLAIN,
    ...{ name: 'burst-sent', kind: 'burst', blames: 'module' },
    says: 'payloads go out in one write, and commands without a rest between them',
    hurries: true,
  },
  {
    ...PLAIN,
    ...{ name: 'burst-received', kind: 'burst', blames: 'harness' },
    says: 'what is answered within 15 ms arrives at once',
    bytes: { sent: 'whole', received: 'gathered' },
  },
  {
    ...PLAIN,
    ...{ name: 'urc', kind: 'urc', blames: 'harness' },
    says: 'an unsolicited code comes at every place of an answer where one may',
    chatters: true,
  },
];

/** The passes of `kinds`, in their own order. */
export function listPasses(kinds: readonly DisturbanceKind[]): readonly DisturbancePass[] {
  return PASSES.filter(({ kind }) => kinds.includes(kind));
}
