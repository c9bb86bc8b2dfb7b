/**
 * Writes the schema of the profiles of each command set, for editors to complete from: `npm run types`. What a profile of a
 * set must say stands in the set.yaml of that set.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCommandSet } from '../src/spec/command-set.ts';
import { composeProfileSchema } from '../src/spec/profile-schema.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Names of the folders of `specs/` that are command sets. */
export function listSets(): string[] {
  const folders = readdirSync(`${ROOT}specs`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => readdirSync(`${ROOT}specs/${name}`).includes('set.yaml'))
    .sort();
}

/** From the project's root. */
export function pathOfProfileSchema(setName: string): string {
  return `schemas/profile.${setName}.schema.json`;
}

export function renderProfileSchema(setName: string): string {
  const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
  const schemaOf = (name: string) => JSON.parse(read(`schemas/${name}.schema.json`));
  const schemas = { set: schemaOf('set'), command: schemaOf('command'), profile: schemaOf('profile') };
  const files = readdirSync(`${ROOT}specs/${setName}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !/^scenarios\b/.test(path))
    .map((path) => ({ path: `specs/${setName}/${path}`, text: read(`specs/${setName}/${path}`) }));
  const { set } = loadCommandSet(files, schemas);
  if (set === null) throw new Error(`specs/${setName} has mistakes: see \`npm run check\``);
  const $comment = `Made from schemas/profile.schema.json and specs/${setName}/set.yaml by \`npm run types\`.`;
  const { $schema, ...rest } = composeProfileSchema(schemas.profile, set);
  return `${JSON.stringify({ $schema, $comment, ...rest }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const setName of listSets())
    writeFileSync(`${ROOT}${pathOfProfileSchema(setName)}`, renderProfileSchema(setName));
