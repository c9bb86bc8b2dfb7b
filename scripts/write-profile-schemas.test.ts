import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { listSets, pathOfProfileSchema, renderProfileSchema } from './write-profile-schemas.ts';

for (const setName of listSets()) {
  const path = pathOfProfileSchema(setName);
  test(`${path} says what the set ${setName} declares`, () => {
    const file = new URL(`../${path}`, import.meta.url);
    const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
    assert.ok(written === renderProfileSchema(setName), `${path} has drifted: run \`npm run types\``);
  });
}
