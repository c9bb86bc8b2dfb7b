import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileSchema } from '../src/document/schema-validator.ts';
import { loadFeature } from '../src/scenario/load-feature.ts';
import { loadScenarios } from '../src/scenario/load-scenarios.ts';
import { createPhraseBook } from '../src/scenario/phrase-book.ts';
import { loadCommandSet } from '../src/spec/command-set.ts';
import { loadProfile } from '../src/spec/profile.ts';
import { GUIDE, readGuideParts, renderGuide } from './write-step-reference.ts';

const { guide, schema } = await readGuideParts();

test(`the reference in ${GUIDE} says what the phrase table and the schema say`, () => {
  assert.ok(renderGuide(guide, schema) === guide, `${GUIDE} has drifted: run \`npm run docs:steps\``);
});

test('a guide without its marks is refused, not overwritten', () => {
  assert.throws(() => renderGuide('# Writing scenarios\n', schema), /has lost its marks/);
});

/** The first block of code in the guide that is written in `language` and holds `word`. */
function findBlock(language: string, word: string): string {
  const blocks = [...guide.matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  const block = blocks.find(([, named, text = '']) => named === language && text.includes(word));
  assert.ok(block?.[2] !== undefined, `${GUIDE} has no ${language} with "${word}"`);
  return block[2];
}

function readText(path: string) {
  return { path, text: readFileSync(new URL(`../${path}`, import.meta.url), 'utf8') };
}

function readFolder(folder: string) {
  const names = readdirSync(new URL(`../${folder}`, import.meta.url)).filter((name) =>
    name.endsWith('.yaml'),
  );
  return names.sort().map((name) => readText(`${folder}/${name}`));
}

function loadSpecs() {
  const schemaOf = (name: string) => JSON.parse(readText(`schemas/${name}.schema.json`).text);
  const schemas = { set: schemaOf('set'), command: schemaOf('command'), profile: schemaOf('profile') };
  const { set } = loadCommandSet(
    [...readFolder('specs/http'), ...readFolder('specs/http/commands')],
    schemas,
  );
  assert.ok(set !== null);
  const { profile } = loadProfile(set.defaultProfile, readFolder('specs/profiles'), schemas, set);
  assert.ok(profile !== null);
  return { set, profile };
}

test('the two first scenarios of the guide have nothing wrong', () => {
  const context = loadSpecs();
  const features = { ...context, phrases: createPhraseBook(), isCustomStep: () => false };
  const feature = loadFeature('my-first.feature', findBlock('gherkin', 'Feature:'), features);
  const yaml = loadScenarios(
    'my-first.yaml',
    findBlock('yaml', 'scenarios:'),
    context,
    compileSchema(schema),
  );
  assert.deepEqual([...feature.diagnostics, ...yaml.diagnostics], []);
  assert.deepEqual(
    [...feature.scenarios, ...yaml.scenarios].map(({ id }) => id),
    ['HTTPCGET/my-first/hello', 'HTTPCGET/my-first/sizes/one', 'HTTPCGET/my-first/sizes/many'],
  );
});
