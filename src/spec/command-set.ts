/** Loads a command set from the texts of its files: the checked model, or every mistake at once. */
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Pointer } from '../document/yaml-document.ts';
import { checkCases } from './case-check.ts';
import { buildSetCases } from './case-model.ts';
import {
  listCommands,
  listExamples,
  listForms,
  listOwners,
  listQuestions,
  listRequirements,
  type Owner,
} from './command-file.ts';
import { buildCommand, buildExample, buildQuestion, buildRequirement } from './command-model.ts';
import type { CommandSet, RequirementGroup } from './model.ts';
import { checkParameters } from './parameter-check.ts';
import { checkReferences, checkStates } from './reference-check.ts';
import { checkReplies } from './reply-check.ts';
import type { SetFile } from './set.generated.ts';
import { checkSet } from './set-check.ts';
import {
  hashTexts,
  type Located,
  openSpecFile,
  type SpecFile,
  type SpecSchemas,
  type SpecText,
} from './spec-file.ts';

/** The file that says what the commands of a set have in common; every other file holds commands or common requirements. */
export const SET_FILE_NAME = 'set.yaml';

export interface LoadedCommandSet {
  /** null where any diagnostic is an error. */
  readonly set: CommandSet | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads the set whose files are `files`: its set.yaml and its command files, in any order. */
export function loadCommandSet(files: readonly SpecText[], schemas: SpecSchemas): LoadedCommandSet {
  const ordered = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  const opened = ordered.map((file) =>
    openSpecFile(file, isSetFile(file.path) ? schemas.set : schemas.command),
  );
  const setFiles = opened.filter(({ document }) => isSetFile(document.path));
  const owners = listOwners(opened.filter((file) => !setFiles.includes(file)));
  const hasAll = opened.every((file) => file.isReadable([]));
  const diagnostics = [
    ...opened.flatMap((file) => file.diagnostics),
    ...checkSetFiles(setFiles, ordered),
    ...checkReferences(owners, hasAll),
    ...listCommands(owners)
      .flatMap(listForms)
      .flatMap((form) => [...checkParameters(form), ...checkReplies(form)]),
  ];
  const [setFile] = setFiles;
  const located = setFile?.isReadable([]) === true ? locateSet(setFile) : null;
  if (located !== null)
    diagnostics.push(...checkSet(located, owners, hasAll), ...checkCases(located, owners, hasAll));
  if (located?.file.isSound(['states']) === true)
    diagnostics.push(...checkStates(owners, located.raw.states));
  const isRight = !diagnostics.some(({ severity }) => severity === 'error');
  return { set: isRight && located !== null ? buildSet(located, owners, ordered) : null, diagnostics };
}

function isSetFile(path: string): boolean {
  return path.split('/').at(-1) === SET_FILE_NAME;
}

function locateSet(file: SpecFile): Located<SetFile> {
  return { file, pointer: [], raw: file.document.value as SetFile };
}

function checkSetFiles(setFiles: readonly SpecFile[], all: readonly SpecText[]): Diagnostic[] {
  const error = { code: 'MISSING_SET', severity: 'error', span: null } as const;
  if (setFiles.length === 0) {
    const path = all[0]?.path ?? SET_FILE_NAME;
    const message = `expected a ${SET_FILE_NAME} among the files of the set, there is none`;
    return [{ ...error, path, message, hint: 'it names the set, its states and its housekeeping' }];
  }
  return setFiles.slice(1).map(({ document }) => {
    const message = `a second ${SET_FILE_NAME}; the first is ${setFiles[0]?.document.path}`;
    return { ...error, path: document.path, message, hint: 'load one set at a time' };
  });
}

function buildSet(
  located: Located<SetFile>,
  unordered: readonly Owner[],
  files: readonly SpecText[],
): CommandSet {
  const { raw, file } = located;
  const { housekeeping, cases } = raw;
  const placeOf = (...pointer: Pointer) => file.document.placeOf(pointer);
  const owners = orderOwners(unordered, raw.commands ?? []);
  return {
    name: raw.set,
    title: raw.title,
    document: raw.document,
    lineBytesMax: raw.line_bytes_max,
    commands: listCommands(owners).map(buildCommand),
    requirements: listRequirements(owners).map(buildRequirement),
    questions: listQuestions(owners)
      .map(buildQuestion)
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
    examples: listExamples(owners).map(buildExample),
    groups: listGroups(owners),
    capabilities: Object.entries(raw.capabilities).map(([name, { about, takes }]) => ({
      name,
      about,
      takes,
    })),
    defaultProfile: raw.default_profile,
    states: raw.states,
    housekeeping: {
      probe: housekeeping.probe,
      identity: housekeeping.identity,
      preflight: housekeeping.preflight ?? null,
      cleanings: housekeeping.cleanings,
    },
    ...(cases === undefined
      ? {}
      : {
          cases: buildSetCases(cases, placeOf('cases'), (index) => placeOf('cases', 'states', index)),
        }),
    hash: hashTexts(files),
  };
}

/** The groups of the files of common rules, in their order; the first that says a title has it. */
function listGroups(owners: readonly Owner[]): RequirementGroup[] {
  const groups = new Map<string, string | undefined>();
  for (const { group, groupTitle } of owners)
    if (group !== null) groups.set(group, groups.get(group) ?? groupTitle);
  return [...groups].map(([name, title]) => ({ name, title: title ?? 'Rules common to all commands' }));
}

/** The rules of all commands first, then the commands in the order of `names`, then those that it leaves out. */
function orderOwners(owners: readonly Owner[], names: readonly string[]): Owner[] {
  const rank = ({ command }: Owner) =>
    command === null ? -1 : names.includes(command) ? names.indexOf(command) : names.length;
  return [...owners].sort((left, right) => rank(left) - rank(right));
}
