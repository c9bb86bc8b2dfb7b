/** What follows a scenario's last step: its exchange may finish, then the module is probed, brought back where it must be, and cleaned. */
import type { BenchOptions } from './bench-options.ts';
import type { ScenarioRecord } from './scenario-record.ts';

/**
 * What keeps the module from being fit for the next scenario. `isFinal`: no later scenario can run either.
 * null: nothing does.
 */
export type Hindrance = { readonly reason: string; readonly isFinal: boolean } | null;

/** Raises the verdict of `record` where the module did not survive its scenario. Throws Stopped where the link is gone. */
export async function closeScenario(record: ScenarioRecord, options: BenchOptions): Promise<Hindrance> {
  const { conversation, origin } = options;
  const { session } = conversation;
  await letExchangeFinish(options);
  const { lost, isSettled } = session;
  if (lost !== null) record.raise('fail', lost);
  conversation.closeExchange();
  await origin.settle();
  if (!options.hasHousekeeping) return null;
  if (lost !== null || !isSettled || !(await answersProbe(record, options))) {
    record.isEverythingTouched = true;
    const problem = await options.recovery.recover();
    if (problem !== null)
      return {
        reason: `the module did not answer any more and could not be brought back: ${problem}`,
        isFinal: true,
      };
  } else if (record.hasReset) {
    const problem = await rejoin(options);
    if (problem !== null) return passing(problem);
  }
  const states = record.isEverythingTouched ? options.set.states : record.touched;
  return passing(await options.cleaning.tidy(states, 'clean'));
}

/** What the next scenario may find gone again. */
function passing(reason: string | null): Hindrance {
  return reason === null ? null : { reason, isFinal: false };
}

async function letExchangeFinish({
  conversation,
  profile,
  recovery,
  hasHousekeeping,
}: BenchOptions): Promise<void> {
  const { session } = conversation;
  const { replyMs, quietMs } = profile.timing;
  const isRunning = () => !session.isSettled && session.phase !== 'lost' && session.phase !== 'data';
  if (isRunning())
    await conversation.waitFor(replyMs, () => (session.isSettled || session.lost !== null ? true : null));
  // A scenario may end at the prompt; while its exchange is open the answer to the rest still belongs to it.
  if (hasHousekeeping) await recovery.completeData();
  await conversation.settle(quietMs, replyMs);
}

async function answersProbe(record: ScenarioRecord, options: BenchOptions): Promise<boolean> {
  if (await options.housekeeping.probe('probe')) return true;
  const { probe } = options.set.housekeeping;
  record.raise('fail', `the module does not answer ${probe} after the scenario`);
  return false;
}

/** The module was reset as the scenario wanted: onto its network again. Returns what keeps it from there, or null. */
async function rejoin({ housekeeping, profile }: BenchOptions): Promise<string | null> {
  return (
    (await housekeeping.setUp('setup')) ?? (await housekeeping.preflight('setup', profile.timing.bootMs))
  );
}
