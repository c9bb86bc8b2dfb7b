/** Coverage: which form, parameter class, requirement and question of a command set a run really exercised, and how each fared. */
import { countScenarios, type FoldedRun } from '../record/fold.ts';
import { combineVerdicts } from '../record/requirement-fold.ts';
import type { CommandResult, FormResult, QuestionResult, RequirementResult } from '../record/result.ts';
import { VERDICTS, type Verdict } from '../record/verdict.ts';
import type { Command, Form, Question, Requirement } from '../spec/model.ts';
import type { JudgedProfile, JudgedSet } from './judged-set.ts';
import { summariseLatency } from './latency.ts';
import { measureParameters } from './parameter-coverage.ts';
import { listSentCommands, type SentCommand } from './sent-command.ts';
import { tallyOutcomes } from './tally.ts';

export interface Coverage {
  readonly commands: readonly CommandResult[];
  readonly requirements: readonly RequirementResult[];
  readonly questions: readonly QuestionResult[];
}

/** The home of the requirements that the wire channel has to itself. */
const WIRE_ROW = { name: 'WIRE', title: 'The wire channel' };

/** A row of the table of commands, before it is measured. */
interface Row {
  readonly name: string;
  readonly title: string;
  readonly forms: readonly Form[];
  readonly sent: readonly SentCommand[];
}

/** Measures `run` against `set`: by what went over the wire and what was judged with evidence, never by what scenarios claim. */
export function measureCoverage(run: FoldedRun, set: JudgedSet, profile: JudgedProfile): Coverage {
  const sent = listSentCommands(run.sent, run.exchanges);
  const requirements = set.requirements.map((requirement) => foldRequirement(requirement, run));
  return {
    commands: listRows(set, sent).map((row) => measureRow(row, run, requirements, profile)),
    requirements,
    questions: set.questions.map((question) => foldQuestion(question, run)),
  };
}

function listRows(set: JudgedSet, sent: readonly SentCommand[]): Row[] {
  const covered = set.commands.filter((command) => command.covered);
  const common = [...set.groups, WIRE_ROW].filter(({ name }) =>
    set.requirements.some(({ command }) => command === name),
  );
  return [
    ...covered.map((command) => ({
      name: command.name,
      title: command.title,
      forms: command.forms,
      sent: sent.filter(({ line }) => isLineOf(line, command)),
    })),
    ...common.map(({ name, title }) => ({ name, title, forms: [], sent: [] })),
  ];
}

function isLineOf(line: SentCommand['line'], command: Command): boolean {
  return line.prefix === command.prefix && line.name === command.name;
}

function measureRow(
  row: Row,
  run: FoldedRun,
  allRequirements: readonly RequirementResult[],
  profile: JudgedProfile,
): CommandResult {
  const scenarios = run.scenarios.filter(({ command }) => command === row.name);
  const requirements = allRequirements.filter(({ command }) => command === row.name);
  const forms = row.forms.map((form) => measureForm(form, row.sent));
  const parameters = row.forms.flatMap((form) => measureParameters(form, row.sent));
  const classes = parameters.flatMap((parameter) => parameter.classes);
  const exercisedCount = requirements.filter(
    ({ id }) => run.requirements.get(id)?.isExercised === true,
  ).length;
  const { counts, wireCounts, accepted } = countScenarios(scenarios);
  const open = requirements.filter((requirement) => !requirement.accepted);
  const durationsMs = row.sent.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]));
  return {
    command: row.name,
    title: row.title,
    verdict: combineVerdicts([...listCounted(counts), ...listVerdicts(open)], 'untested' as const),
    wire: combineVerdicts(
      [...listCounted(wireCounts), ...listVerdicts(open.filter(({ wire }) => wire))],
      'untested' as const,
    ),
    scenarios: counts,
    accepted,
    forms,
    requirements: {
      total: requirements.length,
      exercised: exercisedCount,
      passed: requirements.filter(({ verdict }) => verdict === 'pass').length,
      failed: requirements.filter(({ verdict }) => verdict === 'fail').length,
      recorded: requirements.filter(({ verdict }) => verdict === 'info').length,
    },
    coverage: shareOf(
      countSent(forms) + countSent(classes) + exercisedCount,
      forms.length + classes.length + requirements.length,
    ),
    parameters,
    latency: run.header.clockScale === 1 ? summariseLatency(durationsMs, profile.timing.replyMs) : null,
  };
}

function measureForm(form: Form, sent: readonly SentCommand[]): FormResult {
  return { form: form.kind, ...tallyOutcomes(sent.filter(({ line }) => line.form === form.kind)) };
}

function countSent(measured: readonly { readonly sent: number }[]): number {
  return measured.filter(({ sent }) => sent > 0).length;
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function listCounted(counts: Readonly<Record<Verdict, number>>): Verdict[] {
  return VERDICTS.filter((verdict) => counts[verdict] > 0);
}

function listVerdicts(requirements: readonly RequirementResult[]) {
  return requirements.flatMap(({ verdict }) => (verdict === 'untested' ? [] : [verdict]));
}

function foldRequirement(requirement: Requirement, run: FoldedRun): RequirementResult {
  const folded = run.requirements.get(requirement.id);
  return {
    id: requirement.id,
    command: requirement.command,
    level: requirement.level,
    state: requirement.state,
    text: requirement.text,
    source: { document: requirement.source.document, section: requirement.source.section },
    wire: requirement.wire,
    verdict: folded?.verdict ?? 'untested',
    accept: requirement.accept ?? null,
    flaky: run.flakyRequirements.has(requirement.id),
    scenarios: folded?.scenarios ?? [],
    evidence: folded?.evidence ?? [],
    accepted: folded?.isAccepted ?? false,
  };
}

function foldQuestion(question: Question, run: FoldedRun): QuestionResult {
  return {
    id: question.id,
    asks: question.asks,
    observed: run.questions.get(question.id) ?? [],
    known: question.known,
    requirements: question.bearsOn,
  };
}
