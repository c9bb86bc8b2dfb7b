/**
 * Runs all tests under c8 and holds the line coverage of each room against its threshold. tsx joins lines, so
 * the first line of a block that never ran counts as covered; everything after it is exact.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transpileModule } from 'typescript';
import { listFiles, ROOT } from './test-files.ts';

/** Folder and the least share of its lines, in percent, that the tests must run. */
const THRESHOLDS: readonly (readonly [folder: string, linesPercentMin: number])[] = [
  ['src/', 90],
  ['src/wire/', 95],
  ['src/engine/', 95],
  ['src/coverage/', 95],
  ['src/record/', 95],
];

/** A file of types alone leaves nothing to run, yet c8 would count all its lines as missed. */
function hasCode(path: string): boolean {
  const { outputText } = transpileModule(readFileSync(`${ROOT}${path}`, 'utf8'), {
    compilerOptions: { removeComments: true, target: 10, module: 99, verbatimModuleSyntax: true },
  });
  return outputText.replace(/export \{\};/, '').trim() !== '';
}

function runTests(): boolean {
  const withoutCode = listFiles('src').filter((path) => path.endsWith('.ts') && !hasCode(path));
  const excluded = ['**/*.test.ts', 'src/testing/**', '**/*.generated.ts', ...withoutCode];
  const tests = ['node', '--import', 'tsx', 'scripts/run-tests.ts'];
  const { status } = spawnSync(
    process.execPath,
    [
      fileURLToPath(import.meta.resolve('c8/bin/c8.js')),
      ...excluded.flatMap((glob) => ['--exclude', glob]),
      ...tests,
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  return status === 0;
}

type Summary = Readonly<
  Record<string, { readonly lines: { readonly total: number; readonly covered: number } }>
>;

/** Prints one line a folder and, below the threshold, its files from the most missed lines down. */
function checkThreshold(summary: Summary, folder: string, percentMin: number): boolean {
  const files = Object.entries(summary)
    .map(([path, { lines }]) => ({
      path: path.replace(ROOT, ''),
      ...lines,
      missed: lines.total - lines.covered,
    }))
    .filter(({ path }) => path.startsWith(folder));
  const total = files.reduce((sum, file) => sum + file.total, 0);
  const covered = files.reduce((sum, file) => sum + file.covered, 0);
  const percent = total === 0 ? 0 : (100 * covered) / total;
  const holds = percent >= percentMin;
  const verdict = holds ? 'ok' : `BELOW the threshold of ${percentMin} %`;
  console.log(
    `coverage ${folder.padEnd(14)} ${percent.toFixed(1).padStart(5)} % of ${total} lines  ${verdict}`,
  );
  if (holds) return true;
  const worst = files.filter(({ missed }) => missed > 0).sort((left, right) => right.missed - left.missed);
  for (const file of worst.slice(0, 8)) console.log(`    ${file.missed} lines missed in ${file.path}`);
  return false;
}

const testsPassed = runTests();
const summary: Summary = JSON.parse(readFileSync(`${ROOT}coverage/coverage-summary.json`, 'utf8'));
const thresholds = THRESHOLDS.map(([folder, percentMin]) => checkThreshold(summary, folder, percentMin));
console.log('lines that no test ran: coverage/index.html');
process.exitCode = testsPassed && thresholds.every(Boolean) ? 0 : 1;
