/** Which commands of the set are there, as far as a question that changes nothing can tell. */
import type { Command, Form } from '../../spec/model.ts';
import type { Asked } from './asking.ts';
import { showHeard } from './heard.ts';
import { type Part, type Patient, type Remark, remarkUnseen } from './part.ts';
import type { Trait } from './trait.ts';

interface Examined {
  readonly command: Command;
  readonly asked: readonly Asked[];
  readonly testForm: Asked | null;
  readonly declaresTestForm: boolean;
}

/** `unknownWord`: how an unknown command is refused; `wrongWord`: how a wrong parameter is. Null where not seen. */
export async function probeCommands(
  { asking, set }: Patient,
  unknownWord: string | null,
  wrongWord: string | null,
): Promise<Part> {
  const examined: Examined[] = [];
  for (const command of set.commands.filter(isHarmless)) {
    const asked: Asked[] = [];
    for (const line of listQuestions(command)) {
      asked.push(await asking.ask(line));
      if (asked.at(-1)?.reply.final === null) await asking.recover();
    }
    const testForm = asked.find(({ line }) => line.endsWith('=?')) ?? null;
    const declaresTestForm = command.forms.some(({ kind }) => kind === 'test');
    if (asked.length > 0) examined.push({ command, asked, testForm, declaresTestForm });
  }
  const judgesTestForm = set.capabilities.some(({ name }) => name === 'test_form');
  return {
    traits: judgesTestForm ? readTestForm(examined) : [],
    remarks: [
      ...remarkSilent(examined),
      ...remarkMissing(examined, unknownWord, wrongWord),
      ...(unknownWord === null ? [REMARK_CREDULOUS] : remarkUndeclared(examined)),
      ...(judgesTestForm ? [] : remarkRefusedTestForms(examined)),
    ],
  };
}

function isHarmless({ covered, forms }: Command): boolean {
  return covered && !forms.some(({ destructive }) => destructive);
}

/** What asks and changes nothing: `=?` of any extended command, queries, and executing what only tells. */
function listQuestions({ prefix, name, forms }: Command): string[] {
  const start = `${prefix}${name}`;
  const isDeclared = (kind: Form['kind']) => forms.some((form) => form.kind === kind);
  const tells = forms.some(({ kind, writes, replies }) => {
    const isText = replies.every(({ phases }) => phases.some((phase) => phase.kind === 'text'));
    return kind === 'execute' && writes.length === 0 && isText;
  });
  return [
    ...(prefix === 'AT+' ? [`${start}=?`] : []),
    ...(isDeclared('query') ? [`${start}?`] : []),
    ...(tells ? [start] : []),
  ];
}

/** Where an unknown command is not refused, that a declared one is taken shows nothing. */
const REMARK_CREDULOUS: Remark = remarkUnseen(
  'commands',
  'an unknown command is not refused, so what is taken does not tell which commands there are',
  'let the module refuse what it does not know',
);

const isTaken = ({ reply }: Asked) => reply.final?.isSuccess === true;
const nameOf = ({ command }: Examined) => `${command.prefix}${command.name}`;

function classifyTestForm({ reply }: Asked): 'usage' | 'ok' | 'error' {
  if (reply.final?.isSuccess !== true) return 'error';
  return reply.isFinalFirst ? 'ok' : 'usage';
}

function readTestForm(examined: readonly Examined[]): Trait[] {
  const asked = examined.flatMap((each) =>
    each.declaresTestForm && each.testForm !== null && each.testForm.reply.final !== null
      ? [each.testForm]
      : [],
  );
  const kinds = [...new Set(asked.map(classifyTestForm))];
  if (kinds.length === 0) return [];
  const shown = kinds.join(' and ');
  const examples = kinds.map((kind) => asked.find((each) => classifyTestForm(each) === kind) as Asked);
  const evidence = examples.map(showHeard);
  return [{ key: 'values.test_form', topic: 'test form AT+X=?', shown, isAtLeast: false, evidence }];
}

function remarkSilent(examined: readonly Examined[]): Remark[] {
  const silent = examined.flatMap(({ asked }) => asked.filter(({ reply }) => reply.final === null));
  return silent.map((asked) => ({
    topic: 'commands',
    state: 'disagrees',
    says: `${asked.line} was answered by no final`,
    evidence: [showHeard(asked)],
    todo: `let the module answer ${asked.line}, with an error word where it does not know it`,
  }));
}

/** Only where the module has a word of its own for what it does not know can its absence be told. */
function remarkMissing(
  examined: readonly Examined[],
  unknownWord: string | null,
  wrongWord: string | null,
): Remark[] {
  const refused = examined.filter(
    ({ asked }) => !asked.some(isTaken) && asked.every(({ reply }) => reply.final !== null),
  );
  if (refused.length === 0) return [];
  const names = refused.map(nameOf).join(', ');
  const first = refused[0] as Examined;
  const evidence = first.asked.map(showHeard);
  const canTell = unknownWord !== null && wrongWord !== null && unknownWord !== wrongWord;
  const isUnknown = refused.every(({ asked }) =>
    asked.every(({ reply }) => reply.final?.text === unknownWord),
  );
  if (canTell && isUnknown)
    return [
      {
        topic: 'commands',
        state: 'disagrees',
        says: `answered as unknown, although the set declares them: ${names}`,
        evidence,
        todo: 'choose a firmware that has them, or leave their scenarios out with --tags',
      },
    ];
  return [
    {
      topic: 'commands',
      state: 'unseen',
      says: `no harmless question was taken by ${names}; its words do not tell whether it has them`,
      evidence,
      todo: 'the scenarios of these commands tell: run them',
    },
  ];
}

function remarkUndeclared(examined: readonly Examined[]): Remark[] {
  const undeclared = examined.filter(
    ({ declaresTestForm, testForm }) => !declaresTestForm && testForm !== null && isTaken(testForm),
  );
  if (undeclared.length === 0) return [];
  const lines = undeclared.map(({ testForm }) => testForm?.line).join(', ');
  const evidence = undeclared.slice(0, 3).map(({ testForm }) => showHeard(testForm as Asked));
  return [
    {
      topic: 'undeclared forms',
      state: 'seen',
      says: `taken, although the set does not declare them: ${lines}`,
      evidence,
      todo: 'declare them in the set if they are promised to users',
    },
  ];
}

function remarkRefusedTestForms(examined: readonly Examined[]): Remark[] {
  const refused = examined.flatMap(({ declaresTestForm, testForm }) =>
    declaresTestForm && testForm?.reply.final?.isSuccess === false ? [testForm] : [],
  );
  if (refused.length === 0) return [];
  return [
    {
      topic: 'test form AT+X=?',
      state: 'disagrees',
      says: `refused, although the set declares them: ${refused.map(({ line }) => line).join(', ')}`,
      evidence: refused.slice(0, 3).map(showHeard),
      todo: 'let the module answer them, or strike them from the set',
    },
  ];
}
