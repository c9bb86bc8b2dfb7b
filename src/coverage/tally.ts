/** How often something was sent, and how the module took it. */
import type { Outcome } from './sent-command.ts';

export interface Tally {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
}

export function tallyOutcomes(sent: readonly { readonly outcome: Outcome }[]): Tally {
  return {
    sent: sent.length,
    accepted: sent.filter(({ outcome }) => outcome === 'accepted').length,
    refused: sent.filter(({ outcome }) => outcome === 'refused').length,
  };
}
