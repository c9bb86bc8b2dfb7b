/** What was found at a port, as `atconform doctor --json` publishes it (schemas/diagnosis.schema.json) and as it is shown. */

/**
 * agrees: as the profile declares. disagrees: not so, or against what every module owes. open: the profile says unknown, or
 * leaves more than one form, and the device shows which. seen: no profile speaks of it. unseen: it could not be looked at,
 * and why. unusable: no run would begin with this `--device`.
 */
export type FindingState = 'agrees' | 'disagrees' | 'open' | 'seen' | 'unseen' | 'unusable';

/** Both as printable text, `\r \n \t \\ \xhh` for the rest; long ones are cut in the middle, with the count of their bytes. */
export interface Evidence {
  /** Empty where the port was only listened to. */
  readonly sent: string;
  /** Empty where nothing came. */
  readonly received: string;
}

export interface Finding {
  /** In few words: `echo`, `end of a command line`. */
  readonly topic: string;
  readonly state: FindingState;
  /** A sentence without its full stop. */
  readonly says: string;
  /** The place in a profile that says the same, `framing.results`, or null. */
  readonly key: string | null;
  readonly declared: string | null;
  readonly shown: string | null;
  readonly evidence: readonly Evidence[];
  /** One thing to do; null where all is well. */
  readonly todo: string | null;
}

export interface KeyDifference {
  readonly key: string;
  readonly declared: string;
  readonly shown: string;
}

/** How one profile of the set fits what was seen. */
export interface ProfileFit {
  readonly profile: string;
  /** Keys that say exactly what was seen. */
  readonly agree: readonly string[];
  /** Keys that are unknown or leave more than one form. */
  readonly open: readonly string[];
  readonly differ: readonly KeyDifference[];
}

export interface Diagnosis {
  readonly format: 'atconform-diagnosis/1';
  readonly tool: { readonly name: string; readonly version: string };
  /** As the user gave it. */
  readonly address: string;
  /** At which everything below was seen: another one where the rate had to be found. */
  readonly usedAddress: string;
  readonly set: string;
  /** The declared one. */
  readonly profile: string;
  readonly verdict: 'as-declared' | 'differs' | 'unusable';
  readonly exitCode: 0 | 1 | 4;
  /** The module's own account of itself, line by line; none where it gave none. */
  readonly identity: readonly string[];
  readonly findings: readonly Finding[];
  /** The best first; none where no module was found. */
  readonly fits: readonly ProfileFit[];
}
