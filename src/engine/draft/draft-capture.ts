/** A number that a module told, and that the length of a later body repeats, is kept and compared instead of written down. */
import { BENCH_VARIABLES } from '../../scenario/compile-act.ts';
import type { RawStep } from '../../scenario/scenarios.generated.ts';
import type { DraftedStep } from './draft-scenario.ts';

/** Smaller numbers are equal by chance. */
const LENGTH_MIN = 10;

interface Told {
  readonly index: number;
  readonly field: string;
  readonly value: number;
  /** Its variable, once something uses it. */
  name: string | null;
}

/** `steps` with a capture at each response whose number is the length of a body behind it, and that body measured by it. */
export function captureLengths(steps: readonly DraftedStep[]): DraftedStep[] {
  const told: Told[] = [];
  const used: Told[] = [];
  const measured = steps.map((drafted, index): DraftedStep => {
    for (const [field, value] of Object.entries(drafted.integers))
      if (value >= LENGTH_MIN) told.push({ index, field, value, name: null });
    const bytes = bodyBytes(drafted.step);
    const source = bytes === null ? undefined : told.findLast(({ value }) => value === bytes);
    if (source === undefined) return drafted;
    if (source.name === null) {
      source.name = chooseName(source.field, used);
      used.push(source);
    }
    return { ...drafted, step: { ...drafted.step, body: { bytes: `\${${source.name}}` } } };
  });
  return measured.map((drafted, index) => {
    const captures = used.filter((one) => one.index === index);
    return captures.length === 0 ? drafted : { ...drafted, step: addCaptures(drafted.step, captures) };
  });
}

function bodyBytes({ body }: RawStep): number | null {
  return typeof body === 'object' && typeof body.bytes === 'number' ? body.bytes : null;
}

function addCaptures(step: RawStep, captures: readonly Told[]): RawStep {
  if (typeof step.expect !== 'object' || Array.isArray(step.expect)) return step;
  const capture = Object.fromEntries(captures.map(({ field, name }) => [name, field]));
  return { ...step, expect: { ...step.expect, capture } };
}

function chooseName(field: string, used: readonly Told[]): string {
  const isTaken = BENCH_VARIABLES.includes(field) || field === 'profile';
  const base = isTaken || !/^[A-Za-z_]\w*$/.test(field) ? 'number' : field;
  const names = used.map(({ name }) => name);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (!names.includes(name)) return name;
  }
}
