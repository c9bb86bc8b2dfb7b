/** A command set with all its profiles, for whoever looks for the one that fits; scenarios are not loaded. */
import type { Diagnostic } from '../document/diagnostic.ts';
import { renderDiagnostic } from '../document/drawing.ts';
import { loadCommandSet } from '../spec/command-set.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { listProfilesOf, loadProfile } from '../spec/profile.ts';
import { nameOfFile } from '../spec/spec-file.ts';
import { readProjectFiles, readSchemas } from './project-files.ts';

export interface SetProfiles {
  /** null where its files have mistakes. */
  readonly set: CommandSet | null;
  /** In the order of their names; those with mistakes are left out. */
  readonly profiles: readonly Profile[];
  readonly setNames: readonly string[];
  /** Each mistake drawn with its source line. */
  readonly mistakes: readonly string[];
}

export function loadSetProfiles(root: string, setName: string): SetProfiles {
  const files = readProjectFiles(root, setName);
  const schemas = readSchemas();
  const { set, diagnostics } = loadCommandSet(files.spec, schemas);
  const loaded =
    set === null
      ? []
      : listProfilesOf(setName, files.profiles, schemas).map(({ path }) =>
          loadProfile(nameOfFile(path), files.profiles, schemas, set),
        );
  const texts = new Map([...files.spec, ...files.profiles].map(({ path, text }) => [path, text]));
  const draw = (diagnostic: Diagnostic) => renderDiagnostic(diagnostic, texts.get(diagnostic.path) ?? '');
  const all = [...diagnostics, ...loaded.flatMap((each) => each.diagnostics)];
  return {
    set,
    profiles: loaded.flatMap(({ profile }) => (profile === null ? [] : [profile])),
    setNames: files.setNames,
    mistakes: [...new Set(all.filter(({ severity }) => severity === 'error').map(draw))],
  };
}
