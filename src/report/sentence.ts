/** The verdict of a run in a sentence: does it conform, by which rule, and how much of the manual stands proved. */
import type { ExampleResult, QuestionResult, RequirementResult, RunResult } from '../record/result.ts';
import type { Verdict } from '../record/verdict.ts';
import { countBreaches, describeExceptions } from './baseline-notes.ts';
import { countClosed } from './gate-notes.ts';
import { ACCEPTED_VERDICT, countNoun, formatCount } from './words.ts';

/** How requirements fared, in the words of the sentence; entries in the order in which they are said, none with a count of 0. */
export interface RequirementTally {
  readonly total: number;
  readonly entries: readonly {
    /** nonstrict for what is accepted. */
    readonly verdict: Verdict | 'untested';
    readonly word: string;
    readonly count: number;
  }[];
}

const REQUIREMENT_WORDS: readonly (readonly [Verdict | 'untested', string])[] = [
  ['pass', 'proved'],
  ['info', 'recorded'],
  ['nonstrict', 'nonstrict'],
  ['skip', 'not applicable'],
  ['inconclusive', 'inconclusive'],
  ['unverified', 'unverified'],
  ['fail', 'broken'],
  ['error', 'hit by an error'],
  ['untested', 'untested'],
];

/** What a requirement with `verdict` is: proved, recorded, broken. */
export function nameRequirementVerdict(verdict: Verdict | 'untested'): string {
  return REQUIREMENT_WORDS.find(([each]) => each === verdict)?.[1] ?? verdict;
}

export function tallyRequirements(requirements: readonly RequirementResult[]): RequirementTally {
  const open = requirements.filter(({ accepted }) => !accepted);
  const entries = REQUIREMENT_WORDS.map(([verdict, word]) => {
    const count = open.filter((requirement) => requirement.verdict === verdict).length;
    return { verdict, word, count };
  });
  const accepted = {
    verdict: ACCEPTED_VERDICT,
    word: 'broken and accepted',
    count: requirements.length - open.length,
  };
  return {
    total: requirements.length,
    entries: [...entries, accepted].filter(({ count }) => count > 0),
  };
}

export function countAnswered(questions: readonly QuestionResult[]): number {
  return questions.filter(({ observed }) => observed.length > 0).length;
}

const RUN_VERDICT_NAMES: Readonly<Record<RunResult['verdict'], string>> = {
  conforms: 'CONFORMS',
  'does-not-conform': 'DOES NOT CONFORM',
  'not-judged': 'COULD NOT BE JUDGED',
};

/** `CONFORMS`, `DOES NOT CONFORM` or `COULD NOT BE JUDGED`. */
export function nameRunVerdict(verdict: RunResult['verdict']): string {
  return RUN_VERDICT_NAMES[verdict];
}

/** What decided in a few words: `1 requirement broken`, `2 scenarios unverified`; several with commas. */
export function describeDecision(result: RunResult): string {
  if (result.scenarios.length === 0) return 'no scenario ran';
  const open = result.requirements.filter(({ accepted }) => !accepted);
  const broken = open.filter(({ verdict }) => verdict === 'fail').length;
  const failing = countScenarios(result, 'fail');
  const named = (verdict: Verdict, word: string) => {
    const count = countScenarios(result, verdict);
    return count === 0 ? [] : [`${countNoun(count, 'scenario')} ${word}`];
  };
  const flaky = result.scenarios.filter((scenario) => scenario.flaky).length;
  const parts = [
    ...(broken > 0
      ? [`${countNoun(broken, 'requirement')} broken`]
      : named('fail', failing === 1 ? 'fails' : 'fail')),
    ...named('unverified', 'unverified'),
    ...named('inconclusive', 'inconclusive'),
    ...named('error', 'with an error'),
    ...(flaky === 0 ? [] : [`${countNoun(flaky, 'scenario')} flaky`]),
  ];
  if (parts.length > 0) return parts.join(', ');
  const breaches = countBreaches(result);
  const closed = countClosed(result);
  const beside = [
    ...(breaches === 0 ? [] : [`${countNoun(breaches, 'change')} against the baseline`]),
    ...(closed === 0 ? [] : [`${countNoun(closed, 'rule')} of the gate not kept`]),
  ];
  return beside.length > 0 ? beside.join(', ') : 'no requirement broken';
}

/** Scenarios with `verdict` in either channel that no baseline accepts. */
function countScenarios(result: RunResult, verdict: Verdict): number {
  const open = result.scenarios.filter(({ accepted }) => !accepted);
  return open.filter((scenario) => scenario.verdict === verdict || scenario.wire === verdict).length;
}

/** `148 requirements: 121 proved, 26 recorded, 1 broken.` */
export function describeRequirements(result: RunResult): string {
  const { total, entries } = tallyRequirements(result.requirements);
  const parts = entries.map(({ count, word }) => `${formatCount(count)} ${word}`);
  return `${countNoun(total, 'requirement')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

/** `34 questions: 30 answered.` */
export function describeQuestions(result: RunResult): string {
  const answered = countAnswered(result.questions);
  return `${countNoun(result.questions.length, 'question')}: ${formatCount(answered)} answered.`;
}

/** `3 of 5 examples in the manual work on this module (not: E-HTTPCLIENT-03; not tried: E-HTTPCHEAD-01).` */
export function describeExamples({ examples }: RunResult): string {
  const idsOf = (works: ExampleResult['works']) =>
    examples.filter((each) => each.works === works).map(({ id }) => id);
  const [working, broken, untried] = [idsOf('yes'), idsOf('no'), idsOf('not-run')];
  const apart = [
    ...(broken.length === 0 ? [] : [`not: ${broken.join(', ')}`]),
    ...(untried.length === 0
      ? []
      : [`not tried: ${untried.length === examples.length ? 'all' : untried.join(', ')}`]),
  ];
  const tail = apart.length === 0 ? '' : ` (${apart.join('; ')})`;
  const noun = examples.length === 1 ? 'example' : 'examples';
  return `${working.length} of ${formatCount(examples.length)} ${noun} in the manual work on this module${tail}.`;
}

/**
 * `DOES NOT CONFORM: 1 requirement broken (rule: no fail). 148 requirements: 121 proved, 26 recorded, 1 broken.
 * 34 questions: 30 answered.`, on one line; what stopped a run before its end stands last.
 */
export function renderSentence(result: RunResult): string {
  const parts = [
    `${nameRunVerdict(result.verdict)}${describeExceptions(result)}: ${describeDecision(result)} (rule: ${result.rule}).`,
    describeRequirements(result),
    ...(result.questions.length > 0 ? [describeQuestions(result)] : []),
    ...(result.examples.length > 0 ? [describeExamples(result)] : []),
    ...(result.stopped === null ? [] : [`Stopped early: ${result.stopped}.`]),
  ];
  return parts.join(' ');
}
