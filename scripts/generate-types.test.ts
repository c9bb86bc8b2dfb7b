import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GENERATED_TYPES, readTypes, renderTypes } from './generate-types.ts';

for (const { schema, types } of GENERATED_TYPES)
  test(`${types} says what ${schema} says`, async () => {
    const same = (await readTypes(types)) === (await renderTypes(schema));
    assert.ok(same, `${types} has drifted from ${schema}: run \`npm run types\``);
  });
