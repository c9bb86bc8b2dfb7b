/** Folds a kill matrix into the result of a campaign: what was caught, by which requirement, and what stands idle. */
import type {
  FaultOutcome,
  FaultResult,
  MutationBar,
  MutationResult,
  MutationTally,
} from '../record/mutation.ts';
import type { FaultDeclaration } from '../spec/faults.ts';
import type { CommandSet } from '../spec/model.ts';
import { adviseFault, type ClaimingScenario } from './mutation-advice.ts';
import { type FaultCell, isKill, isOwnKill, namesAny } from './mutation-cell.ts';

/** Every fault that can be seen is seen; nearly always first by what it breaks; and no scenario is there for nothing. */
export const MUTATION_BAR: MutationBar = { caughtMin: 1, rightMin: 0.95, idleMax: 0 };

export interface MatrixRow {
  readonly fault: FaultDeclaration;
  readonly title: string;
  readonly personality: string;
  /** In the order of the run; empty where the fault is equivalent and was not run. */
  readonly cells: readonly FaultCell[];
  /** Of generated scenarios, which only survivors are tried on. */
  readonly generated: readonly FaultCell[];
}

export interface Matrix {
  readonly set: CommandSet;
  /** The scenarios written by hand, of every personality that ran, each once. */
  readonly scenarios: readonly ClaimingScenario[];
  /** Of each personality the cells of its sound module. */
  readonly sound: ReadonlyMap<string, readonly FaultCell[]>;
  readonly rows: readonly MatrixRow[];
}

export type CampaignFacts = Pick<MutationResult, 'tool' | 'startedAt' | 'durationMs' | 'seed' | 'sampled'>;

export function foldMutation(matrix: Matrix, facts: CampaignFacts): MutationResult {
  const faults = matrix.rows.map((row) => foldRow(row, matrix));
  const idle = facts.sampled === null ? findIdle(matrix) : null;
  const total = tally(faults);
  const shortfalls = findShortfalls(total, idle, matrix);
  return {
    format: 'atconform-mutation/1',
    tool: facts.tool,
    startedAt: facts.startedAt,
    durationMs: facts.durationMs,
    set: matrix.set.name,
    seed: facts.seed,
    sampled: facts.sampled,
    bar: MUTATION_BAR,
    meetsBar: shortfalls.length === 0,
    shortfalls,
    total,
    commands: foldCommands(faults, idle, matrix),
    faults,
    idle: idle?.map(({ id, place }) => ({ id, place })) ?? null,
    recording: matrix.scenarios.filter(({ id }) => soundVerdict(id, matrix) === 'info').length,
    blind: matrix.scenarios.map(({ id }) => id).filter((id) => isBlind(id, matrix)),
  };
}

function foldRow(row: MatrixRow, matrix: Matrix): FaultResult {
  const { fault, title, personality, cells, generated } = row;
  const red = findRed(row, matrix);
  const isProper = (cell: FaultCell) => namesAny(cell, fault.breaks);
  const listIds = (some: readonly FaultCell[]) => some.map(({ scenario }) => scenario);
  const outcome = nameOutcome(fault, red, generated);
  const first = red[0]?.first ?? null;
  const found = {
    ...{ id: fault.id, title, breaks: fault.breaks, personality, equivalent: fault.equivalent },
    outcome,
    isRight: outcome === 'caught' && red[0] !== undefined && isProper(red[0]),
    first,
    kills: listIds(red.filter(isProper)),
    collateral: listIds(red.filter((cell) => !isProper(cell))),
    errors: listIds(cells.filter(({ verdict }) => verdict === 'error' || verdict === 'not-run')),
    generated: listIds(generated.filter(isKill)),
    inconclusive: listIds(cells.filter(({ verdict }) => verdict === 'inconclusive')),
  };
  return {
    ...found,
    advice: adviseFault(
      found,
      matrix.scenarios,
      matrix.set,
      new Map(cells.map((cell) => [cell.scenario, cell])),
    ),
  };
}

/** The faults that no scenario written by hand turned red for. */
export function findSurvivors(matrix: Matrix): readonly MatrixRow[] {
  return matrix.rows.filter((row) => row.fault.equivalent === null && findRed(row, matrix).length === 0);
}

/** Cells that are red, of scenarios that are not without the fault. */
function findRed({ personality, cells }: MatrixRow, matrix: Matrix): FaultCell[] {
  const sound = new Set(
    (matrix.sound.get(personality) ?? []).filter(isGreen).map(({ scenario }) => scenario),
  );
  return cells.filter((cell) => isKill(cell) && sound.has(cell.scenario));
}

function nameOutcome(
  { equivalent }: FaultDeclaration,
  red: readonly FaultCell[],
  generated: readonly FaultCell[],
): FaultOutcome {
  if (equivalent !== null) return 'equivalent';
  if (red.length > 0) return 'caught';
  return generated.some(isKill) ? 'caught-generated' : 'survived';
}

/** Not red without any fault: only then a red cell says something. */
function isGreen(cell: FaultCell): boolean {
  return (
    !isKill(cell) && cell.verdict !== 'error' && cell.verdict !== 'inconclusive' && cell.verdict !== 'not-run'
  );
}

function cellsOf(id: string, { sound }: Matrix): FaultCell[] {
  return [...sound.values()].flatMap((cells) => cells.filter(({ scenario }) => scenario === id));
}

/** The verdict on the sound modules: `pass` where it judges on any of them. */
function soundVerdict(id: string, matrix: Matrix): FaultCell['verdict'] | null {
  const verdicts = cellsOf(id, matrix).map(({ verdict }) => verdict);
  return verdicts.find((verdict) => verdict === 'pass') ?? verdicts[0] ?? null;
}

function isBlind(id: string, matrix: Matrix): boolean {
  return cellsOf(id, matrix).some((cell) => !isGreen(cell));
}

function findIdle(matrix: Matrix): ClaimingScenario[] {
  const awake = new Set(
    matrix.rows.flatMap(({ cells }) => cells.filter(isOwnKill).map(({ scenario }) => scenario)),
  );
  return matrix.scenarios.filter(({ id }) => soundVerdict(id, matrix) === 'pass' && !awake.has(id));
}

function tally(faults: readonly FaultResult[]): MutationTally {
  const count = (outcome: FaultOutcome) => faults.filter((fault) => fault.outcome === outcome).length;
  return {
    faults: faults.length - count('equivalent'),
    caught: count('caught'),
    caughtGenerated: count('caught-generated'),
    survived: count('survived'),
    right: faults.filter(({ isRight }) => isRight).length,
    equivalent: count('equivalent'),
  };
}

function foldCommands(
  faults: readonly FaultResult[],
  idle: readonly ClaimingScenario[] | null,
  matrix: Matrix,
): MutationResult['commands'] {
  const commandOf = new Map(matrix.set.requirements.map(({ id, command }) => [id, command]));
  const names = [...new Set(matrix.set.requirements.map(({ command }) => command))];
  return names.flatMap((command) => {
    const own = faults.filter(({ breaks }) => breaks.some((id) => commandOf.get(id) === command));
    const scenarios = matrix.scenarios.filter(
      (scenario) => scenario.command === command && soundVerdict(scenario.id, matrix) === 'pass',
    );
    if (own.length === 0 && scenarios.length === 0) return [];
    return {
      command,
      ...tally(own),
      scenarios: scenarios.length,
      collateral: own.reduce((sum, { collateral }) => sum + collateral.length, 0),
      idle: idle?.filter((scenario) => scenario.command === command).length ?? null,
    };
  });
}

function findShortfalls(
  { faults, caught, right }: MutationTally,
  idle: readonly ClaimingScenario[] | null,
  matrix: Matrix,
): string[] {
  const blind = matrix.scenarios.filter(({ id }) => isBlind(id, matrix)).length;
  const { caughtMin, rightMin, idleMax } = MUTATION_BAR;
  const found: (string | false)[] = [
    faults === 0 && 'no fault was tried: nothing is proved',
    blind > 0 && `${blind} scenarios are red or cannot run on the sound module`,
    caught < faults * caughtMin && `${faults - caught} of ${faults} faults are not caught`,
    right < faults * rightMin &&
      `${right} of ${faults} faults are caught first by a requirement that they break, ${Math.ceil(faults * rightMin)} are asked for`,
    idle !== null && idle.length > idleMax && `${idle.length} scenarios are turned red by no fault`,
  ];
  return found.filter((sentence) => sentence !== false);
}
