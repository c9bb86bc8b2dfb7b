/** Command lines that may be tried on anybody's module, found in the set as data. Pure. */
import { buildContext } from '../../engine/command-context.ts';
import type { Cleaning, Command, CommandSet, Form, Parameter, Range } from '../../spec/model.ts';
import { encodeCommandLine, parseCommandLine } from '../../wire/command-line.ts';

export interface TrialLine {
  readonly line: string;
  /** Global states that it may change, all of which can be put back and be seen to be. */
  readonly states: readonly string[];
}

export interface PromptingLine extends TrialLine {
  /** Bytes that the data phase then takes. */
  readonly declared: number;
}

/** A form that sets something which can be put back, by whole numbers alone. */
interface SettingForm {
  readonly command: Command;
  readonly form: Form;
  readonly parameter: Parameter;
}

/** A data phase as short as this is filled at once at any rate. */
const PROMPTED_BYTES_MAX = 64;
/** The first length that is tried where the manual bounds none. */
const PROMPTED_BYTES_USUAL = 8;

/** The first line of the set that opens a short data phase and changes only what can be put back; null: there is none. */
export function findPromptingLine(set: CommandSet): PromptingLine | null {
  for (const { command, form, parameter } of listSettingForms(set)) {
    const lengths = parameter.values?.map(({ min }) => min) ?? [PROMPTED_BYTES_USUAL];
    for (const length of lengths.filter((each) => each > 0 && each <= PROMPTED_BYTES_MAX)) {
      const line = writeLine(command, length);
      const { promptExpected, declared } = buildContext(set, line);
      if (promptExpected && declared === length) return { line, declared, states: form.writes };
    }
  }
  return null;
}

/** The first line of the set with a number that its parameter does not take; null: there is none. */
export function findRefusedLine(set: CommandSet): TrialLine | null {
  for (const { command, form, parameter } of listSettingForms(set)) {
    const value = parameter.values === null ? null : findOutside(parameter.values);
    if (value !== null) return { line: writeLine(command, value), states: form.writes };
  }
  return null;
}

/** A number in a hole, where there is one: it prompts for few bytes even where a module takes it. */
function findOutside(ranges: readonly Range[]): number | null {
  const isInside = (value: number) => ranges.some(({ min, max }) => value >= min && value <= max);
  const candidates = [...ranges.map(({ min }) => min - 1), ...ranges.map(({ max }) => max + 1)];
  return candidates.find((value) => value >= 0 && !isInside(value)) ?? null;
}

/** A line of any length that means the same: `AT+X=0` with zeros before the 0. Null: the set has none. */
export function findStretchableLine(
  set: CommandSet,
): (TrialLine & { stretch(bytes: number): string }) | null {
  const rule = set.housekeeping.cleanings.find(({ line }) => /=0$/.test(line));
  if (rule === undefined) return null;
  const start = rule.line.slice(0, -1);
  return {
    line: rule.line,
    states: [rule.state],
    stretch: (bytes) => start.padEnd(bytes, '0'),
  };
}

/** A name that no command of the set has, nor is the beginning of one. */
export function writeUnknownLine(set: CommandSet): string {
  let name = 'NOSUCH';
  while (set.commands.some((command) => command.name.startsWith(name))) name += 'X';
  return `AT+${name}`;
}

/** The cleanings of `states`, in the order of the set. */
export function listCleanings(set: CommandSet, states: readonly string[]): readonly Cleaning[] {
  return set.housekeeping.cleanings.filter(({ state }) => states.includes(state));
}

function listSettingForms(set: CommandSet): SettingForm[] {
  const canClean = (state: string) => set.housekeeping.cleanings.some((rule) => rule.state === state);
  return set.commands.flatMap((command) =>
    command.forms.flatMap((form) => {
      const [parameter, ...others] = form.parameters;
      const isHarmless = !form.destructive && form.writes.length > 0 && form.writes.every(canClean);
      const isNumber = parameter?.type === 'integer' && parameter.enumeration === null;
      return form.kind === 'set' && isHarmless && isNumber && others.length === 0
        ? [{ command, form, parameter }]
        : [];
    }),
  );
}

function writeLine({ prefix, name }: Command, value: number): string {
  const known = parseCommandLine(`${prefix}${name}`);
  return encodeCommandLine({
    prefix: known?.prefix ?? 'AT+',
    name,
    form: 'set',
    arguments: [{ kind: 'integer', value }],
  });
}
