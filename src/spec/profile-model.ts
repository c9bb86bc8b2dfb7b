/** Checked raw profiles, the general and the special, as the one model that everyone else uses. */
import type { AnySchemaObject } from 'ajv';
import type { Profile, ProfileFraming, ProfileTiming, ProfileValue, Provenance } from './model.ts';
import type { ProfileFile, RawFraming, RawTiming } from './profile.generated.ts';

type RawValue = { readonly value: ProfileValue; readonly from: Provenance };

/** A profile with what it inherits. */
export interface MergedProfile {
  readonly profile: string;
  readonly title: string;
  /** Empty where none of the chain says it. */
  readonly set: string;
  readonly framing: RawFraming;
  readonly timing: RawTiming;
  readonly values: Readonly<Record<string, RawValue>>;
}

/** `chain` from the most general to the profile itself; each overrides key by key what stands before it. */
export function mergeProfiles(chain: readonly ProfileFile[]): MergedProfile {
  return chain.reduce<MergedProfile>(
    (merged, { profile, title, set, framing, timing, values }) => ({
      profile,
      title,
      set: set ?? merged.set,
      framing: { ...merged.framing, ...framing },
      timing: { ...merged.timing, ...timing },
      values: { ...merged.values, ...values },
    }),
    { profile: '', title: '', set: '', framing: {}, timing: {}, values: {} },
  );
}

/**
 * The keys of the schema's `framing`, `timing` and `values` that `profile` leaves out and that have no default, as
 * `values.headers_max`; and `set`.
 */
export function findOpenParts(profile: MergedProfile, schema: AnySchemaObject): string[] {
  const definitions = schema.definitions as Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, object>> }>
  >;
  const open = (['framing', 'timing', 'values'] as const).flatMap((part) =>
    Object.entries(definitions[part]?.properties ?? {})
      .filter(([key, described]) => !(key in profile[part]) && !('default' in described))
      .map(([key]) => `${part}.${key}`),
  );
  return profile.set === '' ? [...open, 'set'] : open;
}

/** The model of a profile that leaves nothing open. */
export function buildProfile(
  { profile, title, set, framing, timing, values }: MergedProfile,
  hash: string,
): Profile {
  return {
    name: profile,
    title,
    set,
    framing: buildFraming(framing as CompleteFraming),
    timing: buildTiming(timing as Required<RawTiming>),
    values,
    hash,
  };
}

type Optional = 'numeric_success_finals' | 'numeric_error_finals';
type CompleteFraming = Required<Omit<RawFraming, Optional>> & Pick<RawFraming, Optional>;

function buildFraming(raw: CompleteFraming): ProfileFraming {
  const { terminator, echo, results, prompts, busy, urcs, banner } = raw;
  return {
    terminator,
    echo,
    results,
    prompts,
    successFinals: raw.success_finals,
    errorFinals: raw.error_finals,
    numericSuccessFinals: raw.numeric_success_finals ?? [],
    numericErrorFinals: raw.numeric_error_finals ?? [],
    busy,
    urcs,
    banner,
  };
}

function buildTiming(raw: Required<RawTiming>): ProfileTiming {
  return {
    replyMs: raw.reply_ms,
    quietMs: raw.quiet_ms,
    promptSettleMs: raw.prompt_settle_ms,
    commandSettleMs: raw.command_settle_ms,
    bootMs: raw.boot_ms,
    resetCommand: raw.reset_command,
    restoreCommand: raw.restore_command,
  };
}
