/** Loads what holds for every run of a project. */
import type { AnySchemaObject } from 'ajv';
import type { GateRules } from '../base/gate-rules.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { ConfigFile } from './config.generated.ts';
import { openSpecFile, type SpecText } from './spec-file.ts';

export interface Config {
  /** Names of environment variables whose values nobody may read. */
  readonly secrets: readonly string[];
  /** Paths of baseline files from the config's folder. */
  readonly baselines: readonly string[];
  /** null: no gate. */
  readonly gate: GateRules | null;
}

export const NO_CONFIG: Config = { secrets: [], baselines: [], gate: null };

export interface LoadedConfig {
  /** null where there is any diagnostic. */
  readonly config: Config | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** `schema` is schemas/config.schema.json. */
export function loadConfig(text: SpecText, schema: AnySchemaObject): LoadedConfig {
  const { document, diagnostics } = openSpecFile(text, schema);
  if (diagnostics.length > 0) return { config: null, diagnostics };
  const { secrets, baselines, gate } = document.value as ConfigFile;
  return {
    config: {
      secrets: secrets ?? [],
      baselines: baselines ?? [],
      gate: gate === undefined ? null : { coverage: null, latency: null, flaky: null, ...gate },
    },
    diagnostics,
  };
}
