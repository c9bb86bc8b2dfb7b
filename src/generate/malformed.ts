/** Malformed cases: lines that are broken in their syntax, each in one way, so that nothing but an error may come of them. */
import type { RawStep } from '../scenario/scenarios.generated.ts';
import { type CaseForm, renderArguments, renderLine, sampleArguments } from './call.ts';
import { type GenerateContext, type GeneratedCase, nameCase } from './case.ts';
import { expectRefused, makeSteps, recordAnswer } from './outcome.ts';
import { explain } from './parameter-case.ts';
import type { CaseVerdict } from './verdict.ts';
import { listTypeCases } from './wrong-type.ts';

/** The parts of a good line, to be put together wrongly. */
interface LineParts {
  /** `AT+`. */
  readonly prefix: string;
  /** `HTTPCGET`. */
  readonly name: string;
  /** As they stand in the line. */
  readonly texts: readonly string[];
}

interface Breakage {
  readonly name: string;
  readonly outcome: 'refused' | 'recorded';
  readonly because: string;
  /** null: this line cannot be broken so. */
  readonly write: (parts: LineParts) => string | null;
}

const UNKNOWN = 'the module knows no command of that name';
const UNREADABLE = 'the line does not have the syntax of a command';
const UNCLEAR = 'the manual does not say how lenient a module may be here';

const joined = ({ prefix, name, texts }: LineParts, separator = ',') =>
  `${prefix}${name}=${texts.join(separator)}`;
const renamed = (parts: LineParts, name: string) => joined({ ...parts, name });
const refused = (name: string, because: string, write: Breakage['write']): Breakage => ({
  name,
  outcome: 'refused',
  because,
  write,
});
const recorded = (name: string, write: Breakage['write']): Breakage => ({
  name,
  outcome: 'recorded',
  because: UNCLEAR,
  write,
});

const OF_NAMES: readonly Breakage[] = [
  refused('name-cut', UNKNOWN, (parts) => renamed(parts, parts.name.slice(0, -1))),
  refused('name-longer', UNKNOWN, (parts) => renamed(parts, `${parts.name}X`)),
  refused('name-digit-behind', UNKNOWN, (parts) => renamed(parts, `${parts.name}1`)),
  refused('name-letters-swapped', UNKNOWN, (parts) => renamed(parts, swapLast(parts.name))),
  refused('name-missing', UNKNOWN, (parts) => renamed(parts, '')),
  refused('name-underscore', UNKNOWN, (parts) =>
    renamed(parts, `${parts.name.slice(0, 4)}_${parts.name.slice(4)}`),
  ),
  refused('plus-missing', UNKNOWN, (parts) => joined({ ...parts, prefix: 'AT' })),
  refused('plus-twice', UNREADABLE, (parts) => joined({ ...parts, prefix: 'AT++' })),
  refused('other-sign', UNREADABLE, (parts) => joined({ ...parts, prefix: 'AT-' })),
  refused('control-character-in-name', UNREADABLE, (parts) => renamed(parts, `${parts.name}\x01`)),
  recorded('lower-case', (parts) =>
    joined({ ...parts, prefix: parts.prefix.toLowerCase(), name: parts.name.toLowerCase() }),
  ),
  recorded('mixed-case', (parts) =>
    renamed(parts, `${parts.name.slice(0, -1)}${parts.name.slice(-1).toLowerCase()}`),
  ),
  recorded('space-before-plus', (parts) => joined({ ...parts, prefix: 'AT +' })),
  recorded('space-behind-plus', (parts) => joined({ ...parts, prefix: 'AT+ ' })),
  recorded('space-behind-name', (parts) => renamed(parts, `${parts.name} `)),
  recorded('space-first', (parts) => ` ${joined(parts)}`),
  recorded('text-first', (parts) => `x${joined(parts)}`),
  recorded('prefix-twice', (parts) => `AT${joined(parts)}`),
];

const OF_SIGNS: readonly Breakage[] = [
  refused('sign-missing', UNREADABLE, ({ prefix, name, texts }) => `${prefix}${name}${texts.join(',')}`),
  refused('sign-twice', UNREADABLE, ({ prefix, name, texts }) => `${prefix}${name}==${texts.join(',')}`),
  refused('colon-for-sign', UNREADABLE, ({ prefix, name, texts }) => `${prefix}${name}:${texts.join(',')}`),
  refused(
    'question-and-arguments',
    UNREADABLE,
    ({ prefix, name, texts }) => `${prefix}${name}?${texts.join(',')}`,
  ),
  refused('nothing-behind-sign', UNREADABLE, ({ prefix, name }) => `${prefix}${name}=`),
  refused(
    'only-commas',
    UNREADABLE,
    ({ prefix, name, texts }) => `${prefix}${name}=${texts.map(() => '').join(',')}`,
  ),
];

const OF_ARGUMENTS: readonly Breakage[] = [
  refused('comma-first', UNREADABLE, (parts) => joined({ ...parts, texts: ['', ...parts.texts] })),
  refused('semicolons', UNREADABLE, (parts) => (parts.texts.length < 2 ? null : joined(parts, ';'))),
  refused('spaces-for-commas', UNREADABLE, (parts) => (parts.texts.length < 2 ? null : joined(parts, ' '))),
  refused('commas-missing', UNREADABLE, (parts) => (parts.texts.length < 2 ? null : joined(parts, ''))),
  refused('in-parentheses', UNREADABLE, (parts) =>
    joined({ ...parts, texts: [`(${parts.texts.join(',')})`] }),
  ),
  refused('first-repeated', UNREADABLE, (parts) =>
    joined({ ...parts, texts: [parts.texts[0] ?? '', ...parts.texts] }),
  ),
  recorded('space-behind-sign', ({ prefix, name, texts }) => `${prefix}${name}= ${texts.join(',')}`),
  recorded('space-at-end', (parts) => `${joined(parts)} `),
  recorded('comma-at-end', (parts) => `${joined(parts)},`),
  recorded('spaces-behind-commas', (parts) => (parts.texts.length < 2 ? null : joined(parts, ', '))),
  recorded('semicolon-at-end', (parts) => `${joined(parts)};`),
];

/** The last two letters that differ change places. */
function swapLast(name: string): string {
  const at = [...name].findLastIndex((letter, index) => index > 0 && letter !== name[index - 1]);
  return at < 1
    ? `${name}${name}`
    : `${name.slice(0, at - 1)}${name[at]}${name[at - 1]}${name.slice(at + 1)}`;
}

export function listMalformedCases(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { command, form } = at;
  if (form.kind !== 'set' || form.parameters.length === 0) return [];
  const parts: LineParts = {
    prefix: command.prefix,
    name: command.name,
    texts: renderArguments(form, sampleArguments(form)),
  };
  const names = new Set(context.set.commands.map(({ prefix, name }) => `${prefix}${name}`));
  const broken = [...OF_NAMES, ...OF_SIGNS, ...OF_ARGUMENTS, ...listSurplus(at)].flatMap((breakage) => {
    const line = breakage.write(parts);
    const head = line === null ? '' : (/^[^=:?]*/.exec(line)?.[0] ?? '');
    const isOther = head !== `${command.prefix}${command.name}` && names.has(head);
    return line === null || isOther ? [] : [makeBroken(at, breakage, line, context)];
  });
  return [
    ...broken,
    ...listOtherForms(at, context),
    ...form.parameters.flatMap((parameter) => listTypeCases(at, parameter, 'malformed', context)),
    ...listUnended(at, context),
  ];
}

/** One argument more than the form has; with a repeated parameter there is none. */
function listSurplus({ form }: CaseForm): Breakage[] {
  if (form.parameters.at(-1)?.repeats === true) return [];
  const missing = (parts: LineParts) => form.parameters.length - parts.texts.length;
  const fill = (parts: LineParts, more: readonly string[]) =>
    joined({
      ...parts,
      texts: [...parts.texts, ...Array.from({ length: missing(parts) }, () => ''), ...more],
    });
  const because = `the form has ${form.parameters.length} parameters at the most`;
  return [
    refused('surplus-integer', because, (parts) => fill(parts, ['1'])),
    refused('surplus-string', because, (parts) => fill(parts, ['"x"'])),
  ];
}

function makeBroken(at: CaseForm, breakage: Breakage, line: string, context: GenerateContext): GeneratedCase {
  const { command, form } = at;
  const { outcome, because } = breakage;
  const verdict: CaseVerdict = {
    outcome,
    proves: context.set.cases?.syntax ?? form.cases.refusedBy,
    answers: [],
    because,
    with: {},
  };
  return {
    id: nameCase(command.name, 'malformed', breakage.name),
    title: `${command.prefix}${command.name} with broken syntax is ${outcome} (${breakage.name})`,
    reason: explain(verdict),
    place: form.cases.place,
    given: [],
    steps: makeBrokenSteps(at, line, verdict, context),
  };
}

function makeBrokenSteps(
  { form }: CaseForm,
  line: string,
  { outcome, proves }: CaseVerdict,
  { set }: GenerateContext,
): RawStep[] {
  return outcome === 'refused' ? expectRefused(line, form, proves, [], set) : recordAnswer(line, proves, []);
}

/** Forms that the command does not have. */
function listOtherForms(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { command } = at;
  const start = `${command.prefix}${command.name}`;
  const has = (kind: string) => command.forms.some((form) => form.kind === kind);
  const because = 'the command has no such form';
  const others = [
    ...(has('query') ? [] : [['query-form', `${start}?`] as const]),
    ...(has('execute') ? [] : [['execute-form', start] as const]),
    ['test-form-with-more', `${start}=?x`] as const,
    ['two-questions', `${start}??`] as const,
  ];
  return others.map(([name, line]) =>
    makeBroken(
      at,
      refused(name, because, () => line),
      line,
      context,
    ),
  );
}

/** A line without its end: nothing happens, and then it is taken as if it had come in one piece. */
function listUnended(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { command, form } = at;
  const terminator = context.set.cases?.terminator;
  if (terminator === undefined) return [];
  const samples = sampleArguments(form);
  const accepted: CaseVerdict = {
    outcome: 'accepted',
    proves: form.cases.proves,
    answers: [],
    because: '',
    with: {},
  };
  const { given, steps } = makeSteps(at, samples, accepted, context);
  const end = context.profile.framing.terminator;
  const because = `a line ends with ${JSON.stringify(end).slice(1, -1)}, and nothing may happen before`;
  // What raw bytes begin has no framing, so the first byte of the end goes with the line; and where the echo of the rest stands
  // right before a prompt, nobody can tell the two apart.
  if (form.replies.some(({ phases }) => phases.some(({ kind }) => kind === 'data'))) return [];
  const pieces = Array.from({ length: end.length - 1 }, (_, index) => index + 1);
  return pieces.map((index) => ({
    id: nameCase(command.name, 'malformed', `end-after-${index}`),
    title: `${command.prefix}${command.name} waits for the end of its line (after ${index} of ${end.length} bytes)`,
    reason: explain({ ...accepted, proves: terminator, because }),
    place: form.cases.place,
    given,
    steps: [
      { send: { line: renderLine(at, samples), terminator: end.slice(0, index) } },
      { silence: '200 ms', proves: terminator },
      { raw: { text: end.slice(index) } },
      ...steps.slice(1),
    ],
  }));
}
