/** What is wrong with the replies of a form that their schema cannot see. */
import type { Diagnostic } from '../document/diagnostic.ts';
import type {
  RawField,
  RawForm,
  RawInformation,
  RawParameter,
  RawPhase,
  RawReply,
} from './command.generated.ts';
import { checkCondition } from './condition-check.ts';
import { findDuplicates } from './duplicate.ts';
import { isEmptyRange, readCount } from './range.ts';
import { type Located, listMembers, listSound, reportAt } from './spec-file.ts';

/** Checks the replies of `form`: conditions, counts, and that each ends with a final and can apply. */
export function checkReplies(form: Located<RawForm>): Diagnostic[] {
  const parameters = listMembers<RawParameter>(form, 'parameters');
  const names = parameters.map(({ raw }) => raw.name);
  const replies = listMembers<RawReply>(form, 'replies');
  const always = replies.findIndex(({ raw }) => raw.when === undefined);
  return replies.flatMap((reply, index) => {
    const diagnostics = [...checkPhases(reply, parameters)];
    const { when } = reply.raw;
    if (when !== undefined && reply.file.isReadable([...reply.pointer, 'when']))
      diagnostics.push(...checkCondition(reply, when, names));
    if (always >= 0 && index > always) diagnostics.push(reportUnreachable(reply));
    return diagnostics;
  });
}

function reportUnreachable(reply: Located<RawReply>): Diagnostic {
  const message = 'this reply never applies: the one before it has no condition';
  return reportAt(reply, [], 'UNREACHABLE_REPLY', message, 'put the reply without a condition last', 'key');
}

function checkPhases(reply: Located<RawReply>, parameters: readonly Located<RawParameter>[]): Diagnostic[] {
  const phases = listMembers<RawPhase>(reply, 'phases');
  const diagnostics = phases
    .filter(({ file, pointer }) => file.isSound(pointer))
    .flatMap((phase) => checkPhase(phase, parameters));
  const last = phases.at(-1);
  if (last?.file.isSound(last.pointer) === true && !('final' in last.raw)) {
    const message = 'the last part of a reply must be a final';
    diagnostics.push(reportAt(last, [], 'REPLY_WITHOUT_FINAL', message, 'add - final: OK', 'key'));
  }
  return diagnostics;
}

function checkPhase(phase: Located<RawPhase>, parameters: readonly Located<RawParameter>[]): Diagnostic[] {
  if ('data' in phase.raw) return checkData(phase, phase.raw.data, parameters);
  if (!('information' in phase.raw)) return [];
  const information = { ...phase, raw: phase.raw.information, pointer: [...phase.pointer, 'information'] };
  return [...checkCount(information), ...checkFields(information)];
}

function checkData(
  phase: Located<RawPhase>,
  countedBy: string,
  parameters: readonly Located<RawParameter>[],
): Diagnostic[] {
  const counting = parameters.find(({ raw }) => raw.name === countedBy);
  if (counting?.raw.type === 'integer') return [];
  const known = parameters.filter(({ raw }) => raw.type === 'integer').map(({ raw }) => raw.name);
  const message = `expected an integer parameter that counts the bytes, came "${countedBy}"${counting === undefined ? ', which is none' : ', a string'}`;
  return [reportAt(phase, ['data'], 'UNKNOWN_COUNT', message, hintFor(known))];
}

function checkCount(information: Located<RawInformation>): Diagnostic[] {
  const { count } = information.raw;
  if (count === undefined || !isEmptyRange(readCount(count))) return [];
  const message = `the count ${count} is empty: its minimum is above its maximum`;
  return [reportAt(information, ['count'], 'EMPTY_RANGE', message, 'put the smaller number first')];
}

function checkFields(information: Located<RawInformation>): Diagnostic[] {
  const fields = listSound<RawField>(information, 'fields');
  const duplicates = findDuplicates(
    fields.map((located) => ({ located, inner: ['name'], id: located.raw.name })),
    'the field',
  );
  return [...duplicates, ...fields.flatMap((field, index) => checkCountedBy(field, fields.slice(0, index)))];
}

function checkCountedBy(field: Located<RawField>, before: readonly Located<RawField>[]): Diagnostic[] {
  const { counted_by: countedBy, type } = field.raw;
  if (countedBy === undefined) return [];
  const known = before.filter(({ raw }) => raw.type === 'integer').map(({ raw }) => raw.name);
  if (type === 'raw' && known.includes(countedBy)) return [];
  const message =
    type === 'raw'
      ? `expected an integer field before this one, came "${countedBy}"`
      : `only raw bytes are counted, this field is of type ${type}`;
  return [
    reportAt(
      field,
      ['counted_by'],
      'UNKNOWN_COUNT',
      message,
      type === 'raw' ? hintFor(known) : 'write type: raw',
    ),
  ];
}

function hintFor(known: readonly string[]): string {
  return known.length === 0 ? 'there is no integer here' : `known here: ${known.join(', ')}`;
}
