/** Rows of a comparison: what each run says of every command, requirement and scenario that one of them knows. */
import type { CommandResult, RequirementResult, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { compareStandings, heavierChange, type Standing } from './change.ts';
import type {
  Change,
  CommandCell,
  CommandRow,
  RequirementCell,
  RequirementRow,
  ScenarioCell,
  ScenarioRow,
} from './comparison.ts';

/** What the runs have under one name, each in its place; undefined where a run has nothing. */
interface Together<Item> {
  /** The reference's, or that of the first run which has it. */
  readonly first: Item;
  readonly reference: Item | undefined;
  readonly items: readonly (Item | undefined)[];
}

/** In the reference's order; what it does not have comes after. */
export function gather<Item>(
  results: readonly RunResult[],
  reference: number,
  list: (result: RunResult) => readonly Item[],
  nameOf: (item: Item) => string,
): readonly Together<Item>[] {
  const maps = results.map((result) => new Map(list(result).map((item) => [nameOf(item), item])));
  const own = maps[reference] ?? new Map<string, Item>();
  const names = new Set([...own.keys(), ...maps.flatMap((map) => [...map.keys()])]);
  return [...names].flatMap((name) => {
    const items = maps.map((map) => map.get(name));
    const first = own.get(name) ?? items.find((item) => item !== undefined);
    return first === undefined ? [] : [{ first, reference: own.get(name), items }];
  });
}

export function compareRequirements(results: readonly RunResult[], reference: number): RequirementRow[] {
  const rows = gather(
    results,
    reference,
    ({ requirements }) => requirements,
    ({ id }) => id,
  );
  return rows.map(({ first, reference: own, items }) => ({
    ...{ id: first.id, command: first.command, level: first.level, text: first.text },
    cells: items.map((item) => makeRequirementCell(item, own, first)),
  }));
}

const NOTHING = { verdict: 'absent', accepted: false, flaky: false } as const;

function makeRequirementCell(
  item: RequirementResult | undefined,
  reference: RequirementResult | undefined,
  first: RequirementResult,
): RequirementCell {
  const { verdict, accepted, flaky } = item ?? NOTHING;
  const reworded = item !== undefined && (item.text !== first.text || item.level !== first.level);
  const change = compareStandings(reference ?? NOTHING, item ?? NOTHING);
  return { verdict, accepted, flaky, reworded, change };
}

export function compareScenarios(results: readonly RunResult[], reference: number): ScenarioRow[] {
  const rows = gather(
    results,
    reference,
    ({ scenarios }) => scenarios,
    ({ id }) => id,
  );
  return rows.map(({ first, reference: own, items }) => ({
    ...{ id: first.id, command: first.command, title: first.title },
    cells: items.map((item) => makeScenarioCell(item, own)),
  }));
}

function makeScenarioCell(
  item: ScenarioResult | undefined,
  reference: ScenarioResult | undefined,
): ScenarioCell {
  const change = compareScenario(reference, item);
  if (item === undefined) return { ...NOTHING, wire: 'absent', attempts: 0, reason: null, hash: '', change };
  const { verdict, wire, accepted, flaky, hash } = item;
  const attempts = Math.max(1, item.attempts.length);
  return { verdict, wire, accepted, flaky, attempts, reason: explain(item), hash, change };
}

/** Both channels together. Steps that differ make another scenario of it, whatever its id. */
function compareScenario(reference: ScenarioResult | undefined, run: ScenarioResult | undefined): Change {
  if (reference !== undefined && run !== undefined && reference.hash !== run.hash) return 'other';
  const own = compareStandings(reference ?? NOTHING, run ?? NOTHING);
  return heavierChange(own, compareStandings(takeWire(reference), takeWire(run)));
}

/** The wire channel of what was skipped heard nothing. */
function takeWire(scenario: ScenarioResult | undefined): Standing {
  if (scenario === undefined || scenario.verdict === 'skip') return NOTHING;
  return { ...scenario, verdict: scenario.wire };
}

/** The first thing that is red of it, as expected and received. */
function explain({ verdict, wire, reason, judgements }: ScenarioResult): string | null {
  if (!isRed(verdict) && !isRed(wire)) return reason;
  const red = judgements.find((judgement) => isRed(judgement.verdict));
  return red === undefined ? reason : `expected ${red.expected}, received ${red.received}`;
}

export function compareCommands(results: readonly RunResult[], reference: number): CommandRow[] {
  const rows = gather(
    results,
    reference,
    ({ commands }) => commands,
    ({ command }) => command,
  );
  return rows.map(({ first, reference: own, items }) => ({
    ...{ command: first.command, title: first.title, isCommon: first.forms.length === 0 },
    cells: items.map((item) => makeCommandCell(item, own)),
  }));
}

function makeCommandCell(item: CommandResult | undefined, reference: CommandResult | undefined): CommandCell {
  if (item === undefined)
    return { verdict: 'absent', wire: 'absent', coverage: 0, latency: null, p95Ratio: null };
  const { verdict, wire, coverage, latency } = item;
  const base = reference?.latency?.p95Ms ?? 0;
  const p95Ratio = latency === null || base === 0 ? null : latency.p95Ms / base;
  return { verdict, wire, coverage, latency: latency === null ? null : pickFigures(latency), p95Ratio };
}

function pickFigures({ count, p50Ms, p95Ms, maxMs, limitMs }: NonNullable<CommandResult['latency']>) {
  return { count, p50Ms, p95Ms, maxMs, limitMs };
}
