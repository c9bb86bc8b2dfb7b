/** What a run did not test, in sentences: nobody should take silence for proof. */
import type { RequirementResult, RunResult } from '../../record/result.ts';
import { findMode } from '../mode.ts';
import { countAnswered } from '../sentence.ts';
import { countNoun } from '../words.ts';
import { linkRequirement } from './anchor.ts';
import { html, joinMarkup, type Markup } from './markup.ts';

/** Ids written out before the rest is only counted. */
const IDS_MAX = 6;

/** One line each, the gravest first; empty only where everything was tested on hardware. */
export function listGaps(result: RunResult): readonly Markup[] {
  const { requirements, questions } = result;
  const pick = (...verdicts: RequirementResult['verdict'][]) =>
    requirements.filter(({ verdict }) => verdicts.includes(verdict));
  return [
    ...describeStop(result),
    ...describeIds(pick('untested'), 'that no scenario judged'),
    ...describeIds(pick('inconclusive', 'error'), 'that could not be judged'),
    ...describeIds(pick('skip'), 'not applicable by the profile'),
    ...describeRecorded(pick('info')),
    ...describeClasses(result),
    ...describeUnanswered(questions.length - countAnswered(questions)),
    ...describeClock(result),
    ...describeModule(result),
  ];
}

function describeStop(result: RunResult): Markup[] {
  return result.stopped === null ? [] : [html`<b>The run stopped early</b>: ${result.stopped}.`];
}

function describeIds(requirements: readonly RequirementResult[], what: string): Markup[] {
  if (requirements.length === 0) return [];
  const ids = requirements.slice(0, IDS_MAX).map(({ id }) => linkRequirement(id));
  const more = requirements.length > IDS_MAX ? html` and ${requirements.length - IDS_MAX} more` : null;
  return [
    html`<b>${countNoun(requirements.length, 'requirement')}</b> ${what}: ${joinMarkup(ids, ', ')}${more}.`,
  ];
}

function describeRecorded(requirements: readonly RequirementResult[]): Markup[] {
  if (requirements.length === 0) return [];
  const count = countNoun(requirements.length, 'requirement');
  return [html`<b>${count}</b> recorded, not judged: the manual or the profile does not say what is right.`];
}

function describeClasses(result: RunResult): Markup[] {
  const classes = result.commands.flatMap(({ parameters }) => parameters.flatMap((each) => each.classes));
  const untried = classes.filter(({ sent }) => sent === 0).length;
  if (untried === 0) return [];
  return [
    html`<b>${untried} of ${countNoun(classes.length, 'parameter class', 'parameter classes')}</b> never sent.`,
  ];
}

function describeUnanswered(count: number): Markup[] {
  return count === 0 ? [] : [html`<b>${countNoun(count, 'question')}</b> that nobody asked the module.`];
}

function describeClock({ clockScale }: RunResult): Markup[] {
  if (clockScale === 1) return [];
  if (clockScale === null)
    return [html`<b>No latencies</b>: the clock was virtual; times are not the module's.`];
  return [
    html`<b>No latencies</b>: the clock ran ×${clockScale}; times are not the module's, and limits were wider.`,
  ];
}

function describeModule(result: RunResult): Markup[] {
  const mode = findMode(result);
  if (mode === 'simulated') return [html`<b>No hardware</b>: the module was simulated.`];
  return mode === 'replayed' ? [html`<b>No hardware</b>: a recorded run was replayed.`] : [];
}
