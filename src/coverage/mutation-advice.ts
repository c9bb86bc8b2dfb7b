/** Says in words which assertion a suite lacks: the fault, what it breaks, who claims to look at that, and what a look would have to be at. */
import type { Place } from '../base/place.ts';
import type { FaultResult } from '../record/mutation.ts';
import type { CommandSet, Requirement } from '../spec/model.ts';
import type { FaultCell } from './mutation-cell.ts';

/** A scenario by what it claims. */
export interface ClaimingScenario {
  readonly id: string;
  readonly command: string;
  readonly requirements: readonly string[];
  readonly place: Place;
}

/** Scenarios named before the rest is only counted. */
const NAMED_MAX = 4;

const LOOK_AT: Readonly<Record<Requirement['observe'], string>> = {
  at: 'what the module answers on its port (its final, its information responses, their fields and data, their order and time)',
  origin: 'what reaches the origin (the request line, headers, body, how often)',
  both: 'what the module answers on its port, and what reaches the origin',
};

/** One line each; nothing to say of a fault that was caught first by what it breaks, or that nobody can see. */
export function adviseFault(
  fault: Omit<FaultResult, 'advice'>,
  scenarios: readonly ClaimingScenario[],
  set: CommandSet,
  cells: ReadonlyMap<string, FaultCell>,
): readonly string[] {
  if (fault.outcome === 'equivalent' || fault.isRight) return [];
  const requirements = set.requirements.filter(({ id }) => fault.breaks.includes(id));
  return [...describeFirst(fault), ...requirements.flatMap((each) => describeClaims(each, scenarios, cells))];
}

function describeFirst({ outcome, first, kills, collateral }: Omit<FaultResult, 'advice'>): string[] {
  if (outcome === 'survived') return ['no scenario turned red'];
  if (outcome === 'caught-generated') return ['only a generated case turned red: one written by hand has to'];
  const others = `in all ${kills.length} red by what it breaks, ${collateral.length} by something else`;
  if (first === null) return [`the first red scenario names no requirement; ${others}`];
  const { scenario, text, requirements, expected, received } = first;
  return [
    `first red is ${scenario} at "${text}", which claims ${requirements.join(', ')}; ${others}`,
    `there expected ${expected}; received ${received}`,
  ];
}

function describeClaims(
  { id, level, state, text, observe, wire }: Requirement,
  scenarios: readonly ClaimingScenario[],
  cells: ReadonlyMap<string, FaultCell>,
): string[] {
  const about = `it breaks ${id} (${level}, ${state}): ${text}`;
  if (wire) return [about, 'the wire channel judges that in every exchange, and saw nothing'];
  const claiming = scenarios.filter(({ requirements }) => requirements.includes(id));
  if (claiming.length === 0)
    return [about, `no scenario claims it: one would have to look at ${LOOK_AT[observe]}`];
  const recorded = claiming.filter((scenario) => cells.get(scenario.id)?.verdict === 'info');
  const blind = claiming.filter((scenario) => cells.get(scenario.id)?.verdict === 'pass');
  const others = claiming.length - recorded.length - blind.length;
  const told = [
    ...(blind.length > 0 ? [`${nameSome(blind)} claim it and saw nothing`] : []),
    ...(recorded.length > 0 ? [`${nameSome(recorded)} only record it`] : []),
    ...(others > 0 ? [`${others} that claim it are red, or did not come so far`] : []),
  ].join('; ');
  return [
    about,
    blind.length + recorded.length === 0
      ? told
      : `${told}; an expectation would have to look at ${LOOK_AT[observe]}`,
  ];
}

function nameSome(scenarios: readonly ClaimingScenario[]): string {
  const named = scenarios.slice(0, NAMED_MAX).map(({ id }) => id);
  const more = scenarios.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
