/** Values of a state that are made to any length: how their bytes begin stands with the form that writes them. */
import type { RawStep } from '../../scenario/scenarios.generated.ts';
import type { StateCases, StateValue } from '../../spec/case-rules.ts';
import type { CommandSet } from '../../spec/model.ts';
import { nameOfValue } from '../state-model.ts';

export interface Filled {
  /** A value of at least so many bytes works wherever it is used. */
  readonly bytesMin: number;
  readonly start: string;
}

/** null where no form of the state's command says how such a value begins. */
export function findFilled({ command, state }: StateCases, { commands }: CommandSet): Filled | null {
  const form = commands
    .find(({ name }) => name === command)
    ?.forms.find(({ writes, cases }) => writes.includes(state) && (cases?.payload.length ?? 0) > 0);
  const usable = form?.cases?.payload.at(-1);
  return usable === undefined ? null : { bytesMin: usable.from, start: usable.start };
}

/** The step that keeps `value` under its name: a text, or so many bytes. */
export function keepValue(state: StateCases, value: StateValue, set: CommandSet): RawStep {
  const name = nameOfValue(state, value);
  const bytes = /^of_(\d+)$/.exec(value.name)?.[1];
  const filled = bytes === undefined ? null : findFilled(state, set);
  if (filled === null) return { set: { [name]: value.text } };
  return { make: { [name]: { fill: filled.start, bytes: Number(bytes) } } };
}
