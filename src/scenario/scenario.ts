/** A scenario: one independently runnable piece of evidence about a module, from either notation. */
import type { Place } from '../base/place.ts';
import type { Step } from './step.ts';

export interface Scenario {
  /** Stable and path-like, `HTTPCPOST/data-phase/exact-length`; an examples row adds its own last part. */
  readonly id: string;
  readonly title: string;
  /** The command it is about, without `AT+`; the first part of its id. */
  readonly command: string;
  readonly notation: 'gherkin' | 'yaml' | 'generated';
  readonly place: Place;
  /** With their `@`, for tag expressions; among them always that of its command, `@HTTPCGET`. */
  readonly tags: readonly string[];
  /** Conditions on the profile's values (`headers_max >= 20`, `head_response == header-blocks`); one that does not hold skips the scenario. */
  readonly needs: readonly string[];
  /** Ids of scenarios that must pass first. */
  readonly after: readonly string[];
  /** Resets, restores or writes flash: needs leave on anything but the simulated module. */
  readonly destructive: boolean;
  /** Has steps of the user's own TypeScript, which no lint can see into. */
  readonly opaque: boolean;
  /** Empty for opaque scenarios only where nothing else is known. */
  readonly steps: readonly Step[];
  /** Why it cannot be performed with this profile although its needs hold: a step needs a value that the profile does not know. */
  readonly inapplicable?: string | null;
  /** All that its expectations prove. */
  readonly requirements: readonly string[];
  readonly questions: readonly string[];
}
