/** Cuts the events of a run at the scenarios' boundaries. */
import type { JudgementEvent, RunEvent, ScenarioEndEvent, ScenarioStartEvent } from './event.ts';

/** One pass through one scenario. */
export interface Bracket {
  readonly start: ScenarioStartEvent;
  /** null: the run ended, or another scenario began, inside this one. */
  readonly end: ScenarioEndEvent | null;
  /** What stands between start and end, in order. */
  readonly events: readonly RunEvent[];
  /** The judgements of this pass, also those that were only written after its end. */
  readonly judgements: readonly JudgementEvent[];
}

export interface BracketedRun {
  readonly brackets: readonly Bracket[];
  /** Judgements that belong to no scenario: checks of the wire channel while the bench was set up. */
  readonly loose: readonly JudgementEvent[];
}

interface OpenBracket {
  readonly start: ScenarioStartEvent;
  end: ScenarioEndEvent | null;
  readonly events: RunEvent[];
  readonly judgements: JudgementEvent[];
}

export function bracketEvents(events: readonly RunEvent[]): BracketedRun {
  const brackets: OpenBracket[] = [];
  const loose: JudgementEvent[] = [];
  let open: OpenBracket | null = null;
  for (const event of events) {
    if (event.kind === 'scenario-start') {
      open = { start: event, end: null, events: [], judgements: [] };
      brackets.push(open);
    } else if (event.kind === 'scenario-end') {
      if (open?.start.scenario === event.scenario) open.end = event;
      open = null;
    } else {
      open?.events.push(event);
      if (event.kind === 'judgement') (findBracket(brackets, event)?.judgements ?? loose).push(event);
    }
  }
  return { brackets, loose };
}

/** The latest pass through the scenario that `judgement` names. */
function findBracket(brackets: readonly OpenBracket[], judgement: JudgementEvent): OpenBracket | undefined {
  return brackets.findLast((bracket) => bracket.start.scenario === judgement.scenario);
}
