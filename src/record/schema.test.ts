import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { writeEvents } from '../testing/events.ts';
import { type InterfaceField, readInterfaces } from '../testing/interface-fields.ts';
import { encodeRecordedBytes } from './recorded-bytes.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const ROOT = new URL('../../', import.meta.url);

function readText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function readSchema(path: string): Schema {
  return JSON.parse(readText(path)) as Schema;
}

/** Fails where the schema of an object knows a field too many, one too few, or takes one for optional that is not. */
function assertSameFields(fields: readonly InterfaceField[], schema: Schema, path: string): void {
  assert.deepEqual(
    Object.keys(schema.properties ?? {}).sort(),
    fields.map((field) => field.name).sort(),
    `fields of ${path}`,
  );
  assert.deepEqual(
    [...(schema.required ?? [])].sort(),
    fields
      .filter((field) => !field.isOptional)
      .map((field) => field.name)
      .sort(),
    `required fields of ${path}`,
  );
  for (const field of fields) {
    if (field.fields === null) continue;
    const own = schema.properties?.[field.name] as Schema;
    const inner = own.items ?? own.anyOf?.find((member) => member.properties !== undefined) ?? own;
    assertSameFields(field.fields, inner, `${path}.${field.name}`);
  }
}

for (const [room, schemaPath, root] of [
  ['src/record/result.ts', 'schemas/result.schema.json', 'RunResult'],
  ['src/record/mutation.ts', 'schemas/mutation.schema.json', 'MutationResult'],
  ['src/record/event.ts', 'schemas/events.schema.json', null],
  ['src/record/diagnosis.ts', 'schemas/diagnosis.schema.json', 'Diagnosis'],
  ['src/coverage/fragility.ts', 'schemas/disturbance.schema.json', 'DisturbanceReport'],
  ['src/coverage/differences.ts', 'schemas/against.schema.json', 'AgainstReport'],
  ['src/coverage/comparison.ts', 'schemas/comparison.schema.json', 'Comparison'],
] as const) {
  test(`${schemaPath} knows every field of ${room} and no other`, () => {
    const schema = readSchema(schemaPath);
    const interfaces = readInterfaces(room, readText(room));
    assert.ok(interfaces.size > 1);
    for (const [name, fields] of interfaces) {
      if (name === 'EventCommon') continue;
      const definition = name === root ? schema : schema.definitions?.[name];
      assert.ok(definition !== undefined, `${name} has no definition`);
      assertSameFields(fields, definition, name);
    }
  });
}

test('every kind of event that the recorder writes satisfies the published schema', () => {
  const validate = addFormats
    .default(new Ajv({ allErrors: true }))
    .compile(readSchema('schemas/events.schema.json'));
  const place = { path: 'a.yaml', line: 1, column: 1 };
  const writer = writeEvents();
  writer.record({ kind: 'identity', lines: ['sim'] });
  writer.start('A/b');
  writer.record({ kind: 'step', scenario: 'A/b', text: 'send AT', place, role: 'test', hash: 'h' });
  writer.exchange('A/b', 'AT', '\r\nOK\r\n');
  writer.record({ kind: 'origin', what: 'script', connection: 0, tls: false, summary: '', script: null });
  writer.record({
    kind: 'origin',
    what: 'body',
    connection: 1,
    tls: true,
    summary: '',
    bytes: { base64: 'AA==' },
  });
  writer.record({
    kind: 'tx',
    purpose: 'scenario',
    as: 'data',
    bytes: encodeRecordedBytes(Buffer.alloc(2000, 'x'), 'none'),
  });
  writer.record({ kind: 'control', what: 'evidence-cut', detail: 'x' });
  writer.record({ kind: 'note', scenario: 'A/b', text: 'x' });
  writer.judge({ scenario: 'A/b', verdict: 'pass', evidence: [5] });
  writer.judge({ scenario: 'A/b', verdict: 'info', observed: 'yes', place, elapsedMs: 1, limitMs: 2 });
  writer.end('A/b');
  writer.finish();
  for (const line of writer.lines)
    assert.ok(validate(JSON.parse(line)), `${line}: ${JSON.stringify(validate.errors)}`);
  assert.equal(new Set(writer.events.map((event) => event.kind)).size, 13);
  assert.equal(validate({ ...writer.events[1], surplus: 1 }), false);
});
