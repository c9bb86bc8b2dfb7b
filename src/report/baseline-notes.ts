/** What a run says about the baseline of its device, in sentences. */
import { isBreach } from '../coverage/decide.ts';
import type {
  AnswerResult,
  BaselineResult,
  DeviationCase,
  DeviationResult,
  RunResult,
  ScenarioResult,
} from '../record/result.ts';
import { countNoun } from './words.ts';

/** One line of the comparison. */
export interface BaselineNote {
  /** `CHANGED`, `GONE`, `EXPIRED`, `ORPHAN`, `REWRITTEN`, `ANSWER`; `NEW ANSWER`, `OTHER FIRMWARE`, `ACCEPTED`. */
  readonly word: string;
  readonly text: string;
  readonly isRed: boolean;
}

/** How many cases and answers are not as they were accepted. */
export function countBreaches({ baseline }: RunResult): number {
  return baseline === null ? 0 : listNotes(baseline).filter(({ isRed }) => isRed).length;
}

/** What is not as it was accepted, then what is told beside, then what is accepted; empty without a baseline. */
export function listBaselineNotes({ baseline }: RunResult): readonly BaselineNote[] {
  if (baseline === null) return [];
  const notes = listNotes(baseline);
  return [...notes.filter(({ isRed }) => isRed), ...notes.filter(({ isRed }) => !isRed)];
}

function listNotes({ deviations, answers }: BaselineResult): BaselineNote[] {
  return [
    ...deviations.flatMap((deviation) => [
      ...deviation.cases.flatMap((one) => describeCase(one, deviation)),
      ...describeMatched(deviation),
    ]),
    ...answers.flatMap(describeAnswer),
  ];
}

function describeCase({ id, status, came }: DeviationCase, deviation: DeviationResult): BaselineNote[] {
  const pinned = deviation.fails.join('; ');
  const isRed = isBreach(status);
  const note = (word: string, text: string) => [{ word, text: `${id}: ${text}`, isRed }];
  switch (status) {
    case 'changed':
      return note('CHANGED', `known is ${pinned}; came ${came.join('; ')}`);
    case 'gone':
      return note('GONE', `known is ${pinned}; it does not fail any more`);
    case 'expired':
      return note('EXPIRED', `accepted until ${deviation.expires}: ${deviation.reason}`);
    case 'orphan':
      return note('ORPHAN', 'the baseline names it, and it does not exist any more');
    case 'rewritten':
      return note(
        'REWRITTEN',
        'it has changed since the baseline pinned it: give it a new id, or update the baseline',
      );
    case 'not-applicable':
      return note('OTHER FIRMWARE', `accepted of ${deviation.firmware} only`);
    case 'matched':
    case 'not-run':
      return [];
  }
}

/** One line for all cases of a deviation that are as they are known to be. */
function describeMatched(deviation: DeviationResult): BaselineNote[] {
  const ids = deviation.cases.filter(({ status }) => status === 'matched').map(({ id }) => id);
  const [first] = ids;
  if (first === undefined) return [];
  const more = ids.length > 1 ? ` and ${ids.length - 1} more` : '';
  const facts = [
    ...(deviation.issue === null ? [] : [deviation.issue]),
    ...(deviation.owner === null ? [] : [`owner ${deviation.owner}`]),
    ...(deviation.expiresInDays === null ? [] : [describeExpiry(deviation.expiresInDays)]),
  ];
  const tail = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  return [{ word: 'ACCEPTED', text: `${first}${more}: ${deviation.reason}${tail}`, isRed: false }];
}

function describeAnswer({ question, status, pinned, came }: AnswerResult): BaselineNote[] {
  switch (status) {
    case 'changed':
      return [
        {
          ...{ word: 'ANSWER', isRed: true },
          text: `${question}: known is ${pinned.join('; ')}; came ${came.join('; ')}`,
        },
      ];
    case 'orphan':
      return [
        {
          word: 'ORPHAN',
          text: `${question}: the baseline names it, and nobody asks it any more`,
          isRed: true,
        },
      ];
    case 'new':
      return [{ word: 'NEW ANSWER', text: `${question}: ${came.join('; ')}`, isRed: false }];
    case 'same':
    case 'not-run':
      return [];
  }
}

function describeExpiry(days: number): string {
  return days === 0 ? 'expires today' : `expires in ${countNoun(days, 'day')}`;
}

/** ` except 3 accepted deviations (1 expires in 6 days)`; empty where nothing is accepted. */
export function describeExceptions({ baseline }: RunResult): string {
  const accepted = (baseline?.deviations ?? []).filter(({ cases }) =>
    cases.some(({ status }) => status === 'matched'),
  );
  if (accepted.length === 0) return '';
  const days = accepted.flatMap(({ expiresInDays }) => (expiresInDays === null ? [] : [expiresInDays]));
  const soon = Math.min(...days);
  const count = days.filter((each) => each === soon).length;
  const when = soon === 0 ? 'today' : `in ${countNoun(soon, 'day')}`;
  const tail = days.length === 0 ? '' : ` (${count} expire${count === 1 ? 's' : ''} ${when})`;
  return ` except ${countNoun(accepted.length, 'accepted deviation')}${tail}`;
}

/** Why what fails in `scenario` is accepted. */
export function explainAccepted({ baseline }: RunResult, { id, requirements }: ScenarioResult): string {
  const deviations = baseline?.deviations ?? [];
  const own = deviations.find(({ cases }) => cases.some((one) => one.kind === 'scenario' && one.id === id));
  const ofRequirement = deviations.find(({ cases }) =>
    cases.some((one) => one.kind === 'requirement' && requirements.includes(one.id)),
  );
  return (own ?? ofRequirement)?.reason ?? 'its requirements are broken as the baseline knows';
}
