/** Writes what `npm run conformance` prints into the README: `npm run docs:excerpt`. Ends with 1 where the run does not conform. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = 'README.md';
const BEGIN = '<!-- excerpt: written by `npm run docs:excerpt` -->';
const END = '<!-- end of the excerpt -->';

/** So many of the lines for single scenarios are shown. */
const SCENARIO_LINES_SHOWN = 3;

/** The first scenarios of `output`, and all that follows the last one. `folder` is shown as the folder that a reader gets. */
export function cutExcerpt(output: string, folder: string): string {
  const lines = output.trimEnd().split('\n');
  const header = lines.findIndex((line) => /^atconform \d/.test(line));
  const scenarios = lines.slice(0, header).filter((line) => /^\S+ +\S+\/\S+ +\(/.test(line));
  if (header < 0 || scenarios.length < SCENARIO_LINES_SHOWN)
    throw new Error(`the run printed no excerpt:\n${output}`);
  const shown = [...scenarios.slice(0, SCENARIO_LINES_SHOWN), '…', ...lines.slice(header)];
  return shown.join('\n').replaceAll(folder, 'reports/latest').replaceAll(/ +$/gm, '');
}

/** `readme` with `excerpt` between its marks. Throws where they are missing. */
export function placeExcerpt(readme: string, excerpt: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${README} has lost its marks "${BEGIN}" and "${END}"`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n\`\`\`text\n${excerpt}\n\`\`\`\n\n${readme.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'atconform-excerpt-'));
  // Further options go to the run: `npm run docs:excerpt -- --seed 7f3a`.
  const options = ['--out', folder, ...process.argv.slice(2)];
  const run = spawnSync(process.execPath, ['bin/atconform.js', 'run', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  if (run.status === 0) {
    const readme = readFileSync(`${ROOT}${README}`, 'utf8');
    writeFileSync(`${ROOT}${README}`, placeExcerpt(readme, cutExcerpt(run.stdout, folder)));
    console.log(`wrote ${README}`);
  } else {
    console.error(`${run.stdout}${run.stderr}${README} stays as it is, since the run did not conform`);
    process.exitCode = 1;
  }
}
