/** A project of its own in a temporary folder: the shipped commands and profiles with the test's own scenarios. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Waits of the shipped profiles are those of slow modules; what a test makes silent should not take that long. */
const IMPATIENT_PROFILE = `profile: impatient
title: WinnerMicro without patience
extends: winnermicro
timing: { reply_ms: 600, boot_ms: 300, quiet_ms: 30 }
`;

/** Makes the folder with `files` by their paths and returns where it is. It has the profile \`impatient\`. */
export function makeProjectFolder(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'atconform-project-')));
  cpSync(join(ROOT, 'specs'), join(folder, 'specs'), {
    recursive: true,
    filter: (path) => !path.endsWith('/scenarios'),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const all = {
    'package.json': '{ "type": "module" }',
    'specs/profiles/impatient.yaml': IMPATIENT_PROFILE,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Where a test's YAML scenarios stand in such a folder. */
export const SCENARIO_FILE = 'specs/http/scenarios/test.yaml';

/** A scenario file with one scenario a title: the module fetches \`/bytes/<n>\` and must print it. */
export function writeFetchScenarios(bytes: readonly number[]): string {
  const scenarios = bytes.map(
    (n) => `  - id: HTTPCGET/fetch/${n}
    title: A body of ${n} bytes is printed
    proves: R-HTTPCGET-01
    steps:
      - send: AT+HTTPCGET="\${origin}/bytes/${n}"
      - expect: OK
      - body: { as_served: true }
`,
  );
  return `set: http\nscenarios:\n${scenarios.join('\n')}`;
}
