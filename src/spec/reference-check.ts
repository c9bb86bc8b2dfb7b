/** Ids and names across the files of a set: each stands once, and what is referred to exists. */
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { RawCommand, RawQuestion } from './command.generated.ts';
import {
  listCommands,
  listExamples,
  listForms,
  listQuestions,
  listRequirements,
  type OwnedRequirement,
  type Owner,
} from './command-file.ts';
import { findDuplicates } from './duplicate.ts';
import { type Located, reportAt } from './spec-file.ts';

/**
 * Checks ids, owners and questions of everything that the command files hold; `hasAll`: no requirement is missing for want
 * of a readable file.
 */
export function checkReferences(owners: readonly Owner[], hasAll: boolean): Diagnostic[] {
  const requirements = listRequirements(owners);
  const questions = listQuestions(owners);
  const examples = listExamples(owners);
  const ids = requirements.map(({ raw }) => raw.id);
  return [
    ...findDuplicates(listCommands(owners).map(idOfCommand), 'the command'),
    ...findDuplicates(
      requirements.map((located) => ({ located, inner: ['id'], id: located.raw.id })),
      'the requirement',
    ),
    ...findDuplicates(
      questions.map((located) => ({ located, inner: ['id'], id: located.raw.id })),
      'the question',
    ),
    ...findDuplicates(
      examples.map((located) => ({ located, inner: ['id'], id: located.raw.id })),
      'the example',
    ),
    ...requirements.flatMap(checkOwner),
    ...requirements.flatMap(checkAcceptance),
    ...(hasAll ? questions.flatMap((question) => checkBearings(question, ids)) : []),
  ];
}

function idOfCommand(located: Located<RawCommand>) {
  return { located, inner: ['command'], id: `${located.raw.prefix ?? 'AT+'}${located.raw.command}` };
}

/** `R-HTTPCGET-01` belongs to HTTPCGET; `R-GEN-…` to a group of common rules, `W-…` to the wire channel. */
export function ownerOfId(id: string): string {
  return id.startsWith('W-') ? 'WIRE' : (id.split('-')[1] ?? '');
}

function checkOwner(requirement: OwnedRequirement): Diagnostic[] {
  const { file, pointer, owner, raw } = requirement;
  if (!file.isReadable([...pointer, 'id'])) return [];
  const named = ownerOfId(raw.id);
  const isOwn = owner.command === null ? named === owner.group || named === 'WIRE' : named === owner.command;
  if (isOwn) return [];
  const holder =
    owner.command === null
      ? owner.group === 'GEN'
        ? 'the rules of all commands'
        : `the rules of the group ${owner.group}`
      : `the command ${owner.command}`;
  const message = `${raw.id} names ${named}, but stands with ${holder}`;
  return [reportAt(requirement, ['id'], 'WRONG_OWNER', message, 'move it, or change its id')];
}

function checkAcceptance(requirement: OwnedRequirement): Diagnostic[] {
  const { file, pointer, raw } = requirement;
  const { id, accept, wire } = raw;
  if (accept === undefined || !file.isSound([...pointer, 'accept'])) return [];
  if (wire === true) {
    const message = `${id} is judged in every exchange, so it cannot be accepted by ${accept.passes} of ${accept.of} attempts`;
    return [reportAt(requirement, ['accept'], 'BAD_ACCEPTANCE', message, 'leave accept out')];
  }
  if (accept.passes <= accept.of) return [];
  const message = `${accept.passes} of ${accept.of} attempts can never pass`;
  return [
    reportAt(
      requirement,
      ['accept', 'passes'],
      'BAD_ACCEPTANCE',
      message,
      'ask for at most as many passes as attempts',
    ),
  ];
}

function checkBearings(question: Located<RawQuestion>, known: readonly string[]): Diagnostic[] {
  const { file, pointer, raw } = question;
  if (!file.isSound([...pointer, 'bears_on'])) return [];
  return raw.bears_on.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const nearest = findNearest(id, known);
    const message = `no requirement has the id "${id}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
    const hint = nearest === null ? 'requirements stand beside the command that they speak of' : null;
    return [reportAt(question, ['bears_on', index], 'UNKNOWN_REQUIREMENT', message, hint)];
  });
}

/** Do the states that forms read and write exist? */
export function checkStates(owners: readonly Owner[], states: readonly string[]): Diagnostic[] {
  return listCommands(owners)
    .flatMap(listForms)
    .flatMap((form) =>
      (['reads', 'writes'] as const).flatMap((key) => {
        if (!form.file.isSound([...form.pointer, key])) return [];
        return (form.raw[key] ?? []).flatMap((state, index) => checkState(form, [key, index], state, states));
      }),
    );
}

/** Does the state at `inner` of `located` exist? */
export function checkState(
  located: Located<unknown>,
  inner: readonly (string | number)[],
  state: string,
  states: readonly string[],
): Diagnostic[] {
  if (states.includes(state)) return [];
  const nearest = findNearest(state, states);
  const message = `the set has no state "${state}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  const hint = nearest === null ? `known: ${states.join(', ') || 'none'}` : null;
  return [reportAt(located, inner, 'UNKNOWN_STATE', message, hint)];
}
