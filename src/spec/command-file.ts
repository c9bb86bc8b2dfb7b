/** The parts of command files, whichever of their three forms they have, as far as they are right. */
import type {
  RawCommand,
  RawCommon,
  RawExample,
  RawForm,
  RawQuestion,
  RawRequirement,
  RawSource,
} from './command.generated.ts';
import type { FormKind } from './model.ts';
import { type Located, listMembers, type SpecFile } from './spec-file.ts';

/** The group of rules that hold for all commands of a set. */
const DEFAULT_GROUP = 'GEN';

/** What requirements and questions stand with: a command, or the rules of all of them. */
export interface Owner extends Located<RawCommand | RawCommon> {
  /** The command's name; null: the rules of all commands. */
  readonly command: string | null;
  /** The group of common rules; null for a command. */
  readonly group: string | null;
  readonly groupTitle: string | undefined;
  readonly source: RawSource;
}

export interface OwnedRequirement extends Located<RawRequirement> {
  readonly owner: Owner;
}

export interface OwnedExample extends Located<RawExample> {
  readonly owner: Owner;
}

export interface LocatedForm extends Located<RawForm> {
  readonly kind: FormKind;
}

export function listOwners(files: readonly SpecFile[]): Owner[] {
  return files.flatMap((file) => {
    const raw = file.document.value as Readonly<Record<string, unknown>>;
    const whole = { file, pointer: [], raw };
    if (!file.isReadable([])) return [];
    if ('commands' in raw) return listMembers<RawCommand>(whole, 'commands').map(toOwner);
    return [toOwner(whole as unknown as Located<RawCommand | RawCommon>)];
  });
}

function toOwner(located: Located<RawCommand | RawCommon>): Owner {
  const { raw } = located;
  const { source } = raw;
  return 'common' in raw
    ? { ...located, command: null, group: raw.group ?? DEFAULT_GROUP, groupTitle: raw.title, source }
    : { ...located, command: raw.command, group: null, groupTitle: undefined, source };
}

/** The owners that are commands. */
export function listCommands(owners: readonly Owner[]): Located<RawCommand>[] {
  return owners.filter((owner): owner is Owner & Located<RawCommand> => owner.command !== null);
}

export function listRequirements(owners: readonly Owner[]): OwnedRequirement[] {
  return owners.flatMap((owner) =>
    listMembers<RawRequirement>(owner, 'requirements').map((requirement) => ({ ...requirement, owner })),
  );
}

export function listQuestions(owners: readonly Owner[]): Located<RawQuestion>[] {
  return owners.flatMap((owner) => listMembers<RawQuestion>(owner, 'questions'));
}

/** Rules of all commands have none. */
export function listExamples(owners: readonly Owner[]): OwnedExample[] {
  return owners.flatMap((owner) =>
    listMembers<RawExample>(owner, 'examples').map((example) => ({ ...example, owner })),
  );
}

/** The forms of `command` in the order in which a manual describes them. */
export function listForms(command: Located<RawCommand>): LocatedForm[] {
  const kinds: readonly FormKind[] = ['test', 'query', 'set', 'execute'];
  const forms = listMembers<RawForm>(command, 'forms');
  return kinds.flatMap((kind) =>
    forms.filter(({ pointer }) => pointer.at(-1) === kind).map((form) => ({ ...form, kind })),
  );
}
