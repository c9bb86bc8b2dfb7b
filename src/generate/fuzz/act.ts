/** What a fuzzer may do next, and out of what it chooses: all of it comes from the command set and the profile. */
import type { Bytes } from '../../base/bytes.ts';
import type { CaseValue } from '../../spec/case-rules.ts';
import type { CommandSet, Parameter, Profile } from '../../spec/model.ts';
import type { CaseForm } from '../call.ts';
import { rulesOf } from '../call.ts';
import type { GenerateContext } from '../case.ts';
import { listCaseForms } from '../generate.ts';
import { listOperations } from '../sequence.ts';
import type { Operation } from '../state-model.ts';
import { askProfile } from '../verdict.ts';

/** How the bytes of a data phase are entered. */
export interface Entry {
  /** In writes of about so many bytes; null: in one. */
  readonly pieceBytes: number | null;
  /** Which random body, where any bytes will do. */
  readonly body: number;
}

/** A parameter that may be given any value, the others having their samples. */
export interface ValueTarget {
  readonly at: CaseForm;
  readonly parameter: Parameter;
  /** The form writes state, so that only what is refused leaves the model of the state true. */
  readonly isRefusedOnly: boolean;
}

export type FuzzAct =
  | { readonly kind: 'state'; readonly operation: Operation; readonly entry: Entry }
  | {
      readonly kind: 'value';
      readonly target: ValueTarget;
      /** Of a string: what it carries. */
      readonly value: CaseValue;
      readonly entry: Entry;
    }
  /** Bytes that are no command, and hold no line end. */
  | { readonly kind: 'garbage'; readonly bytes: Bytes }
  | { readonly kind: 'echo'; readonly line: string }
  /** `line` arrives while another command runs. */
  | { readonly kind: 'busy'; readonly line: string };

/** Everything that acts are drawn from. */
export interface FuzzSpace {
  readonly context: GenerateContext & { readonly cases: NonNullable<CommandSet['cases']> };
  readonly allowsDestructive: boolean;
  readonly operations: readonly Operation[];
  readonly targets: readonly ValueTarget[];
  readonly echoLines: readonly string[];
  /** Lines that a busy module must refuse. */
  readonly interruptions: readonly string[];
  /** Lines of the set that may be cut. */
  readonly lines: readonly string[];
}

/** null where the set has no rules for generated cases. Nothing in it resets, restores or writes flash unless that is allowed. */
export function openFuzzSpace(
  set: CommandSet,
  profile: Profile,
  allowsDestructive: boolean,
): FuzzSpace | null {
  const { cases } = set;
  if (cases === undefined) return null;
  const operations = cases.states
    .flatMap((state) => listOperations(state, cases.states.length > 1))
    .filter(({ kind }) => allowsDestructive || kind !== 'reset');
  const stateLines = cases.states.flatMap(({ clear, query }) => [clear.line, query.line]);
  const { echo, busy } = cases;
  return {
    context: { set, profile, seed: '', cases },
    allowsDestructive,
    operations,
    targets: listTargets(set),
    echoLines: echo !== null && askProfile(profile, echo.acceptedIf) === true ? [echo.off, echo.on] : [],
    interruptions:
      busy !== null && profile.framing.busy.length > 0 ? [set.housekeeping.probe, ...stateLines] : [],
    lines: listHarmlessLines(set),
  };
}

function listTargets(set: CommandSet): ValueTarget[] {
  return listCaseForms(set)
    .filter(({ form }) => !form.destructive)
    .flatMap((at) =>
      at.form.parameters.filter(isFree).map((parameter) => ({
        at,
        parameter,
        isRefusedOnly: at.form.writes.length > 0,
      })),
    );
}

/** A parameter that counts others is not free: it says how many there are. */
function isFree(parameter: Parameter): boolean {
  const { counts, carries } = rulesOf(parameter);
  if (counts !== null) return false;
  return parameter.type === 'integer' || parameter.enumeration !== null || carries !== null;
}

/** The beginning of each line that a form of the set could have. */
function listHarmlessLines({ commands }: CommandSet): string[] {
  return commands
    .filter(({ name, forms }) => name !== '' && forms.every(({ destructive }) => !destructive))
    .map(({ prefix, name }) => `${prefix}${name}="`);
}
