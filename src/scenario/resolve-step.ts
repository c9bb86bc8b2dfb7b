/**
 * Raw steps with all that is known when a scenario is loaded put in: columns of the examples row, values of the profile,
 * and the branch of each `when`. What is left needs only what happens while the scenario runs.
 */
import type { Profile } from '../spec/model.ts';
import { expandGivenWord } from './compile-act.ts';
import { judgeCondition } from './profile-condition.ts';
import { suggest } from './raw-value.ts';
import type { Cell, RawGiven, RawStep } from './scenarios.generated.ts';
import type { FaultSink, RawPath } from './step-context.ts';

/** What `${…}` may stand for before anything has run. */
export interface Surroundings {
  /** Of the examples row. */
  readonly columns: Readonly<Record<string, Cell>>;
  readonly profile: Profile;
}

export interface ResolvedStep {
  readonly raw: RawStep;
  /** From where the list of steps stands. */
  readonly path: RawPath;
  readonly role: 'given' | 'test';
  /** A condition around the step depends on a value that the profile does not know. */
  readonly recordsOnly: boolean;
}

/** `raws` without groups and conditions, in order. Faults have paths from where `path` starts. */
export function resolveSteps(
  raws: readonly RawGiven[],
  path: RawPath,
  role: 'given' | 'test',
  surroundings: Surroundings,
  fault: FaultSink,
): ResolvedStep[] {
  return raws.flatMap((raw, index) => resolveStep(raw, [...path, index], role, surroundings, fault));
}

function resolveStep(
  written: RawGiven,
  path: RawPath,
  role: 'given' | 'test',
  surroundings: Surroundings,
  fault: FaultSink,
): ResolvedStep[] {
  const raw = typeof written === 'string' ? expandGivenWord(written) : written;
  if (raw.given !== undefined && Object.keys(raw).length === 1)
    return resolveSteps(raw.given, [...path, 'given'], 'given', surroundings, fault);
  if (raw.when !== undefined) return resolveWhen(raw, path, role, surroundings, fault);
  const stray = (['steps', 'else'] as const).find((key) => raw[key] !== undefined);
  if (stray !== undefined) {
    fault('STEP_KIND', [...path, stray], `${stray} goes with when`, null, 'key');
    return [];
  }
  if (raw.given !== undefined) {
    const other = Object.keys(raw).find((key) => key !== 'given') ?? '';
    fault(
      'STEP_KIND',
      [...path, other],
      `given holds steps of its own, ${other} does not go with it`,
      null,
      'key',
    );
    return [];
  }
  const resolved = substitute(raw, path, surroundings, fault) as RawStep;
  return [{ raw: resolved, path, role, recordsOnly: false }];
}

function resolveWhen(
  raw: RawStep,
  path: RawPath,
  role: 'given' | 'test',
  surroundings: Surroundings,
  fault: FaultSink,
): ResolvedStep[] {
  const other = Object.keys(raw).find((key) => !['when', 'steps', 'else'].includes(key));
  if (other !== undefined)
    fault('STEP_KIND', [...path, other], `${other} does not go with when`, 'put it into the steps', 'key');
  if (raw.steps === undefined)
    fault('STEP_KIND', [...path, 'when'], 'when needs steps: what is done where it holds', null, 'key');
  const judged = judgeCondition(raw.when ?? '', surroundings);
  if (!judged.ok) {
    fault(judged.fault.code, [...path, 'when'], judged.fault.message, judged.fault.hint);
    return [];
  }
  const { holds, unknown } = judged.value;
  const key = holds ? 'steps' : 'else';
  const steps = resolveSteps(raw[key] ?? [], [...path, key], role, surroundings, fault);
  return unknown === null ? steps : steps.map((step) => ({ ...step, recordsOnly: true }));
}

const VARIABLE = /\$\{([^{}]+)\}/g;

/** `raw` with columns and known profile values put in, at any depth. Everything else stays `${…}`. */
export function substitute(
  raw: unknown,
  path: RawPath,
  surroundings: Surroundings,
  fault: FaultSink,
): unknown {
  if (typeof raw === 'string') return substituteText(raw, path, surroundings, fault);
  if (Array.isArray(raw)) {
    const items = raw.map((item, index) => substitute(item, [...path, index], surroundings, fault));
    return items.flat().filter((item) => item !== undefined);
  }
  if (raw === null || typeof raw !== 'object') return raw;
  const entries = Object.entries(raw).map(
    ([key, value]) => [key, substitute(value, [...path, key], surroundings, fault)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function substituteText(text: string, path: RawPath, surroundings: Surroundings, fault: FaultSink): unknown {
  const whole = /^\$\{([^{}]+)\}$/.exec(text)?.[1];
  const read = (name: string) => readVariable(name, path, surroundings, fault);
  if (whole === undefined)
    return text.replace(VARIABLE, (written, name: string) => {
      const value = read(name);
      return value === undefined ? written : String(value);
    });
  const value = read(whole);
  if (value === undefined) return text;
  // Only a parameter's value means something else as a text than as a number; null drops a key everywhere else.
  const keepsType = path.includes('parameters');
  if (keepsType || Array.isArray(value)) return value;
  return value === null ? undefined : String(value);
}

/** What `name` stands for, or undefined where only the run will tell. */
function readVariable(
  name: string,
  path: RawPath,
  { columns, profile }: Surroundings,
  fault: FaultSink,
): Cell | undefined {
  if (name.startsWith('profile.')) return readProfile(name.slice('profile.'.length), path, profile, fault);
  if (Object.hasOwn(columns, name)) return columns[name];
  const measured = name.endsWith('.length') ? columns[name.slice(0, -'.length'.length)] : undefined;
  if (measured === undefined || measured === null || needsRun(measured)) return undefined;
  return Buffer.byteLength(String(measured));
}

function readProfile(key: string, path: RawPath, profile: Profile, fault: FaultSink): Cell | undefined {
  const known = profile.values[key];
  if (known === undefined) {
    const hint = suggest(key, Object.keys(profile.values));
    fault('UNKNOWN_PROFILE_KEY', path, `the profile ${profile.name} has no value "${key}"`, hint);
    return undefined;
  }
  return known.value === 'unknown' ? undefined : (known.value as Cell);
}

/** Does a column's value hold variables that only the run can resolve? */
export function needsRun(value: Cell): boolean {
  return typeof value === 'string' && value.includes('${');
}
