/** Why a run ended before its plan did, as its events tell it. */
import type { FooterEvent, RunEvent } from './event.ts';

/**
 * interrupted: by a person or a signal. killed: no footer, so nobody could say. bench: module, link or origin could not be
 * used. drift: a spec, scenario or transcript is not what it was. early: the run's own choice, for example fail-fast.
 */
export interface Stop {
  readonly kind: 'interrupted' | 'killed' | 'bench' | 'drift' | 'early';
  readonly reason: string;
}

const KILLED: Stop = {
  kind: 'killed',
  reason: 'the record has no footer: the run was killed before its end',
};

/** Why the run of `events` stopped, or null where it came to its end. */
export function findStop(events: readonly RunEvent[]): Stop | null {
  let footer: FooterEvent | null = null;
  let seen: Stop | null = null;
  for (const event of events) {
    if (event.kind === 'footer') footer = event;
    if (event.kind === 'control' && event.what === 'interrupted')
      seen = { kind: 'interrupted', reason: event.detail };
    if (event.kind === 'control' && event.what === 'link-lost')
      seen ??= { kind: 'bench', reason: event.detail };
  }
  if (footer === null) return seen ?? KILLED;
  const reason = footer.stopped ?? seen?.reason;
  if (reason === undefined) return null;
  return { kind: kindOfExit(footer.exitCode) ?? seen?.kind ?? 'early', reason };
}

function kindOfExit(exitCode: number): Stop['kind'] | null {
  if (exitCode === 130) return 'interrupted';
  if (exitCode === 4) return 'bench';
  return exitCode === 3 ? 'drift' : null;
}
