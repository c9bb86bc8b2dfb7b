/** Cases of arguments of the wrong type: the plain ones belong to the boundary, the odd ones to the malformed. */
import type { Parameter } from '../spec/model.ts';
import { type CaseForm, renderValue, rulesOf, sampleOf } from './call.ts';
import type { GenerateContext, GeneratedCase } from './case.ts';
import { makeCase } from './parameter-case.ts';
import { applyRule, type CaseVerdict, judgeValue } from './verdict.ts';

/** A text in place of an argument: how it is made of a good one, and why it is refused, or only written down. */
interface WrongText {
  readonly name: string;
  readonly kind: 'boundary' | 'malformed';
  readonly write: (sample: string) => string;
  readonly fault: 'quoting' | 'no integer' | 'broken quotes' | 'lenient';
}

const OF_INTEGERS: readonly WrongText[] = [
  { name: 'quoted', kind: 'boundary', write: (sample) => `"${sample}"`, fault: 'quoting' },
  { name: 'word', kind: 'boundary', write: () => 'abc', fault: 'no integer' },
  { name: 'trailing-letter', kind: 'boundary', write: (sample) => `${sample}x`, fault: 'no integer' },
  { name: 'fraction', kind: 'boundary', write: (sample) => `${sample}.5`, fault: 'no integer' },
  { name: 'leading-letter', kind: 'malformed', write: (sample) => `x${sample}`, fault: 'no integer' },
  { name: 'hexadecimal', kind: 'malformed', write: () => '0x10', fault: 'no integer' },
  { name: 'exponent', kind: 'malformed', write: () => '1e3', fault: 'no integer' },
  { name: 'two-numbers', kind: 'malformed', write: (sample) => `${sample} ${sample}`, fault: 'no integer' },
  { name: 'minus-alone', kind: 'malformed', write: () => '-', fault: 'no integer' },
  { name: 'two-signs', kind: 'malformed', write: (sample) => `--${sample}`, fault: 'no integer' },
  { name: 'empty-string', kind: 'malformed', write: () => '""', fault: 'no integer' },
  { name: 'control-character', kind: 'malformed', write: (sample) => `${sample}\x01`, fault: 'no integer' },
  { name: 'leading-zero', kind: 'malformed', write: (sample) => `0${sample}`, fault: 'lenient' },
  { name: 'plus-sign', kind: 'malformed', write: (sample) => `+${sample}`, fault: 'lenient' },
  { name: 'leading-space', kind: 'malformed', write: (sample) => ` ${sample}`, fault: 'lenient' },
  { name: 'trailing-space', kind: 'malformed', write: (sample) => `${sample} `, fault: 'lenient' },
];

const OF_STRINGS: readonly WrongText[] = [
  { name: 'unquoted', kind: 'boundary', write: (sample) => sample.slice(1, -1), fault: 'quoting' },
  { name: 'integer', kind: 'boundary', write: () => '12345', fault: 'quoting' },
  { name: 'unterminated', kind: 'boundary', write: (sample) => sample.slice(0, -1), fault: 'broken quotes' },
  { name: 'unopened', kind: 'malformed', write: (sample) => sample.slice(1), fault: 'broken quotes' },
  { name: 'text-behind', kind: 'malformed', write: (sample) => `${sample}x`, fault: 'broken quotes' },
  { name: 'text-before', kind: 'malformed', write: (sample) => `x${sample}`, fault: 'broken quotes' },
  { name: 'quoted-twice', kind: 'malformed', write: (sample) => `"${sample}"`, fault: 'broken quotes' },
  {
    name: 'single-quotes',
    kind: 'malformed',
    write: (sample) => `'${sample.slice(1, -1)}'`,
    fault: 'quoting',
  },
  {
    name: 'last-quote-escaped',
    kind: 'malformed',
    write: (sample) => `${sample.slice(0, -1)}\\"`,
    fault: 'broken quotes',
  },
];

/** The cases of `kind`. */
export function listTypeCases(
  at: CaseForm,
  parameter: Parameter,
  kind: WrongText['kind'],
  context: GenerateContext,
): GeneratedCase[] {
  const isInteger = parameter.type === 'integer';
  const sample = sampleOf(parameter) ?? (isInteger ? 1 : 'text');
  const written = renderValue(parameter, sample);
  const wrong = (isInteger ? OF_INTEGERS : OF_STRINGS).filter((each) => each.kind === kind);
  const cases = wrong.map(({ name, write, fault }) =>
    makeCase(
      at,
      parameter,
      { kind, name: `type-${name}` },
      { kind: 'text', text: write(written) },
      judgeFault(at, parameter, fault, context),
      context,
    ),
  );
  return kind === 'boundary' ? [...cases, ...listEmpty(at, parameter, context)] : cases;
}

function judgeFault(
  { form }: CaseForm,
  parameter: Parameter,
  fault: WrongText['fault'],
  { set, profile }: GenerateContext,
): CaseVerdict {
  const rules = rulesOf(parameter);
  const refusedBy = rules.refusedBy ?? form.cases.refusedBy;
  const common = { answers: [], with: rules.with } as const;
  switch (fault) {
    case 'no integer':
      return { ...common, outcome: 'refused', proves: refusedBy, because: 'what is given is no integer' };
    case 'lenient': {
      const because = 'the manual does not say how an integer is written';
      return { ...common, outcome: 'recorded', proves: refusedBy, because };
    }
    case 'quoting': {
      const because = 'strings stand in double quotes, and integers without';
      const proves = set.cases?.quoting ?? form.cases.refusedBy;
      return applyRule(rules.unquoted, { ...common, outcome: 'refused', proves, because }, profile);
    }
    case 'broken quotes': {
      const because = 'a string has a quote at each end and nothing around them';
      const proves = form.cases.refusedBy;
      return applyRule(rules.unquoted, { ...common, outcome: 'refused', proves, because }, profile);
    }
  }
}

/** Where the spec says what an empty string does. */
function listEmpty(at: CaseForm, parameter: Parameter, context: GenerateContext): GeneratedCase[] {
  if (!rulesOf(parameter).values.some(({ value }) => value === '')) return [];
  const verdict = judgeValue(at, parameter, '', context.profile);
  return [
    makeCase(
      at,
      parameter,
      { kind: 'boundary', name: 'empty' },
      { kind: 'text', text: '""' },
      verdict,
      context,
    ),
  ];
}
