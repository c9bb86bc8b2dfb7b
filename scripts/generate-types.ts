/** Writes the TypeScript types that the JSON Schemas describe: `npm run types`. The schemas are the single source. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

/** Schema and the file of types made from it, from the project's root. */
export const GENERATED_TYPES: readonly { readonly schema: string; readonly types: string }[] = [
  { schema: 'schemas/command.schema.json', types: 'src/spec/command.generated.ts' },
  { schema: 'schemas/config.schema.json', types: 'src/spec/config.generated.ts' },
  { schema: 'schemas/profile.schema.json', types: 'src/spec/profile.generated.ts' },
  { schema: 'schemas/baseline.schema.json', types: 'src/spec/baseline.generated.ts' },
  { schema: 'schemas/faults.schema.json', types: 'src/spec/faults.generated.ts' },
  { schema: 'schemas/set.schema.json', types: 'src/spec/set.generated.ts' },
  { schema: 'schemas/scenarios.schema.json', types: 'src/scenario/scenarios.generated.ts' },
];

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The text of the types of `schema`; rejects where the schema is missing or not a JSON Schema. */
export function renderTypes(schema: string): Promise<string> {
  return compileFromFile(`${ROOT}${schema}`, {
    bannerComment: `/** Made from ${schema} by \`npm run types\`; edit the schema instead. */`,
    additionalProperties: false,
    cwd: `${ROOT}schemas`,
    // The default repeats a bounded array as one tuple for every length.
    maxItems: -1,
    style: { singleQuote: true, printWidth: 110 },
  });
}

/** What `types` holds now; empty where it does not exist. */
export async function readTypes(types: string): Promise<string> {
  return readFile(`${ROOT}${types}`, 'utf8').catch(() => '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { schema, types } of GENERATED_TYPES) {
    const text = await renderTypes(schema);
    const changed = text !== (await readTypes(types));
    if (changed) await writeFile(`${ROOT}${types}`, text);
    console.log(`${changed ? 'wrote' : 'kept '} ${types}`);
  }
}
