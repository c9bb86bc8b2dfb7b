/** Variables of a scenario: `${name}` in steps becomes what the bench, the profile, or an earlier step says it stands for. */
import { encodeText } from '../base/bytes.ts';
import type { Step } from '../scenario/step.ts';
import type { Profile } from '../spec/model.ts';

export interface Resolution {
  readonly step: Step;
  /** Names of profile values that are `unknown`: the step then records instead of judging. */
  readonly unknown: readonly string[];
  /** Names that nothing stands for: a mistake of the scenario. */
  readonly missing: readonly string[];
}

const EXPRESSION = /\$\{([^}]*)\}/g;
/** Parts of a step that are about it rather than of it. */
const KEPT_AS_WRITTEN: ReadonlySet<string> = new Set(['kind', 'place', 'text', 'proves', 'answers', 'role']);
/** `kind` discriminates nested values too; `text` is content there. */
const KEPT_INSIDE: ReadonlySet<string> = new Set(['kind']);

export class Variables {
  readonly #values = new Map<string, string>();
  readonly #profile: Profile;

  constructor(profile: Profile, fixed: Readonly<Record<string, string>>) {
    this.#profile = profile;
    for (const [name, value] of Object.entries(fixed)) this.#values.set(name, value);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  resolve(step: Step): Resolution {
    const unknown: string[] = [];
    const missing: string[] = [];
    const expand = (text: string) =>
      text.replace(EXPRESSION, (whole, name: string) => {
        const value = this.#lookUp(name.trim());
        if (value === 'unknown-profile-value') unknown.push(name);
        else if (value === null) missing.push(name);
        return typeof value === 'string' ? value : (value?.text ?? whole);
      });
    const resolved = mapStrings(step, expand, KEPT_AS_WRITTEN) as Step;
    return { step: unknown.length > 0 ? { ...resolved, record: true } : resolved, unknown, missing };
  }

  #lookUp(name: string): { text: string } | 'unknown-profile-value' | null {
    const value = this.#values.get(name);
    if (value !== undefined) return { text: value };
    if (name.startsWith('profile.')) {
      const declared = this.#profile.values[name.slice('profile.'.length)];
      if (declared === undefined) return null;
      return declared.value === 'unknown' ? 'unknown-profile-value' : { text: String(declared.value) };
    }
    const base = name.endsWith('.length') ? this.#values.get(name.slice(0, -'.length'.length)) : undefined;
    return base === undefined ? null : { text: String(encodeText(base).length) };
  }
}

function mapStrings(value: unknown, expand: (text: string) => string, kept: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return expand(value);
  if (value instanceof Uint8Array || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member) => mapStrings(member, expand, KEPT_INSIDE));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      kept.has(key) ? member : mapStrings(member, expand, KEPT_INSIDE),
    ]),
  );
}
