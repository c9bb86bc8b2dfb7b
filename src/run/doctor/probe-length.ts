/** The longest command line that the module takes: a line that means the same at any length, stretched until its answer changes. */
import type { ProfileScalar } from '../../spec/model.ts';
import type { Asked } from './asking.ts';
import { findStretchableLine } from './harmless-line.ts';
import { showHeard } from './heard.ts';
import { type Part, type Patient, type Remark, remarkUnseen } from './part.ts';
import { guardStates } from './states.ts';

const TOPIC = 'longest command line';
const NAME = 'line_bytes_max';
/** Of the declared limit so much more is tried: beyond it a module has no limit that matters. */
const BEYOND = 2;

/** Lengths that were tried, each with its answer. */
interface Ladder {
  readonly isTaken: (bytes: number) => Promise<boolean>;
  readonly find: (bytes: number) => Asked | undefined;
}

export async function probeLength(patient: Patient): Promise<Part> {
  const { asking, set, profile } = patient;
  const trial = findStretchableLine(set);
  if (trial === null)
    return { traits: [], remarks: [remarkUnseen(TOPIC, 'the set has no line that can be stretched')] };
  const hindrance = await guardStates(asking, set, trial.states);
  if (hindrance !== null) return { traits: [], remarks: [remarkUnseen(TOPIC, ...hindrance)] };
  const shortest = trial.line.length + 1;
  const ladder = buildLadder(patient, trial.stretch);
  if (!(await ladder.isTaken(shortest)))
    return {
      traits: [],
      remarks: [remarkUnseen(TOPIC, `${trial.stretch(shortest)} is not taken for ${trial.line}`)],
    };
  const declared = readLimit(profile.values[NAME]?.value) ?? set.lineBytesMax;
  const limit = await findLimit(ladder, shortest, declared);
  // Where profiles may say less than the manual, they are what counts.
  const owed = set.capabilities.some(({ name }) => name === NAME) ? 0 : set.lineBytesMax;
  return describeLimit(ladder, limit, declared * BEYOND, owed);
}

function readLimit(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function buildLadder({ asking }: Patient, stretch: (bytes: number) => string): Ladder {
  const tried = new Map<number, Asked>();
  return {
    find: (bytes) => tried.get(bytes),
    async isTaken(bytes) {
      const asked = await asking.ask(stretch(bytes));
      tried.set(bytes, asked);
      const { final, finalCount, prompt } = asked.reply;
      const isTaken = final?.isSuccess === true && finalCount === 1 && prompt === null;
      // What is left of a line that was cut may be taken for the start of the next.
      if (!isTaken) await asking.recover();
      return isTaken;
    },
  };
}

/** The greatest length that is taken, at most BEYOND times `declared`; tried first around that. */
async function findLimit({ isTaken }: Ladder, shortest: number, declared: number): Promise<number> {
  let low = shortest;
  let high = declared * BEYOND;
  if (await isTaken(declared)) {
    low = declared;
    if (!(await isTaken(declared + 1))) return declared;
    if (await isTaken(high)) return high;
  } else high = declared;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isTaken(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function describeLimit(ladder: Ladder, limit: number, triedMax: number, owed: number): Part {
  const isAtLeast = limit === triedMax;
  const answers = [ladder.find(limit), ladder.find(limit + 1)].filter((asked) => asked !== undefined);
  const evidence = answers.map(showHeard);
  const shown: ProfileScalar = limit;
  const silent = ladder.find(limit + 1);
  const remarks: Remark[] = [];
  if (limit < owed)
    remarks.push({
      topic: TOPIC,
      state: 'disagrees',
      says: `a line of ${limit + 1} bytes is not taken, and the set promises ${owed}`,
      evidence,
      todo: `let the module take lines of ${owed} bytes, its line end not counted`,
    });
  if (silent !== undefined && silent.reply.finalCount !== 1)
    remarks.push({
      topic: 'a line that is too long',
      state: 'disagrees',
      says: `a line of ${limit + 1} bytes was answered by ${silent.reply.finalCount} finals, where one belongs`,
      evidence: [showHeard(silent)],
      todo: 'let the module refuse a line that is too long once, and forget all of it',
    });
  return { traits: [{ key: `values.${NAME}`, topic: TOPIC, shown, isAtLeast, evidence }], remarks };
}
