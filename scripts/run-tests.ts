/**
 * Runs the tests, two files at a time, and prints what failed, what was skipped and why, and the counts:
 * `npm run test:files -- [PATH-PREFIX…]`. Finding no test is a failure, and so is a file without one.
 */
import { run } from 'node:test';
import { inspect } from 'node:util';
import { listTestFiles, ROOT } from './test-files.ts';

/** A file that takes longer hangs; the slowest takes about a minute on two cores. */
const FILE_TIMEOUT_MS = 300_000;
const CONCURRENCY = 2;

interface TestData {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly skip?: string | boolean;
  readonly details: { readonly type?: string; readonly error?: Error & { failureType?: string } };
}

const files = listTestFiles(process.argv.slice(2)).map((path) => `${ROOT}${path}`);
if (files.length === 0) {
  console.error('found no test file: nothing was tested');
  process.exit(1);
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const skips: string[] = [];
const printed = new Map<string, string>();
const startedMs = performance.now();

const placeOf = (data: TestData) => `${(data.file ?? '').replace(ROOT, '')}:${data.line ?? 1}`;
const isFile = (data: TestData) => data.file === data.name;

function countPass(data: TestData): void {
  const isSkipped = data.skip !== undefined && data.skip !== false;
  // Of a suite that is skipped nothing else is heard.
  if (data.details.type === 'suite' && !isSkipped) return;
  if (isFile(data)) countFailure(data, 'the file holds no test');
  else if (isSkipped) {
    counts.skipped += 1;
    skips.push(`${placeOf(data)} ${data.name}: ${data.skip === true ? 'no reason given' : data.skip}`);
  } else counts.passed += 1;
}

function countFailure(data: TestData, reason: string): void {
  counts.failed += 1;
  const output = isFile(data) ? `\n${printed.get(data.file ?? '') ?? ''}` : '';
  failures.push(
    `${placeOf(data)} ${isFile(data) ? '' : data.name}\n${reason}${output}`.replace(/\n/g, '\n    '),
  );
  console.log(`FAILED ${placeOf(data)} ${isFile(data) ? reason : data.name}`);
}

function describeFailure(data: TestData): string {
  const error = data.details.error;
  return inspect(error?.cause instanceof Error ? error.cause : (error?.cause ?? error));
}

for await (const event of run({ files, concurrency: CONCURRENCY, timeout: FILE_TIMEOUT_MS })) {
  if (event.type === 'test:pass') countPass(event.data as TestData);
  else if (event.type === 'test:fail') {
    const data = event.data as TestData;
    // A parent fails because a child did, which has been told already.
    if (data.details.error?.failureType !== 'subtestsFailed') countFailure(data, describeFailure(data));
  } else if (event.type === 'test:stderr' || event.type === 'test:stdout') {
    const { file, message } = event.data;
    printed.set(file, `${printed.get(file) ?? ''}${message}`.slice(-4_000));
  }
}

for (const skip of skips) console.log(`skipped ${skip}`);
for (const failure of failures) console.log(`\nfailed ${failure}`);
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
console.log(
  `\n${files.length} test files, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds} s`,
);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
