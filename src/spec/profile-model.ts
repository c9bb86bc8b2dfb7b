/** Checked raw profiles, the general and the special, as the one model that everyone else uses. */
import type { AnySchemaObject } from 'ajv';
import type { Profile, ProfileFraming, ProfileTiming, ProfileValue, Provenance } from './model.ts';
import type { ProfileFile, RawFraming, RawTiming } from './profile.generated.ts';

type RawValue = { readonly value: ProfileValue; readonly from: Provenance };

/** A profile with what it inherits. */
export interface MergedProfile {
  readonly profile: string;
  readonly title: string;
  readonly framing: RawFraming;
  readonly timing: RawTiming;
  readonly values: Readonly<Record<string, RawValue>>;
}

/** `chain` from the most general to the profile itself; each overrides key by key what stands before it. */
export function mergeProfiles(chain: readonly ProfileFile[]): MergedProfile {
  return chain.reduce<MergedProfile>(
    (merged, { profile, title, framing, timing, values }) => ({
      profile,
      title,
      framing: { ...merged.framing, ...framing },
      timing: { ...merged.timing, ...timing },
      values: { ...merged.values, ...(values as Readonly<Record<string, RawValue>> | undefined) },
    }),
    { profile: '', title: '', framing: {}, timing: {}, values: {} },
  );
}

/** The keys of the schema's `framing`, `timing` and `values` that `profile` leaves out, as `values.headers_max`. */
export function findOpenParts(profile: MergedProfile, schema: AnySchemaObject): string[] {
  const definitions = schema.definitions as Readonly<Record<string, { readonly properties: object }>>;
  return (['framing', 'timing', 'values'] as const).flatMap((part) =>
    Object.keys(definitions[part]?.properties ?? {})
      .filter((key) => !(key in profile[part]))
      .map((key) => `${part}.${key}`),
  );
}

/** The model of a profile that leaves nothing open. */
export function buildProfile(
  { profile, title, framing, timing, values }: MergedProfile,
  hash: string,
): Profile {
  return {
    name: profile,
    title,
    framing: buildFraming(framing as Required<RawFraming>),
    timing: buildTiming(timing as Required<RawTiming>),
    values,
    hash,
  };
}

function buildFraming(raw: Required<RawFraming>): ProfileFraming {
  const { terminator, echo, results, prompts, busy, urcs, banner } = raw;
  return {
    terminator,
    echo,
    results,
    prompts,
    successFinals: raw.success_finals,
    errorFinals: raw.error_finals,
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
