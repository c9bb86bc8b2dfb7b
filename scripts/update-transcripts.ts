/** Records the runs of `transcripts/` anew: `npm run transcripts:update -- [NAME…]`. Ends with 1 where one could not be recorded. */
import { rmSync, writeFileSync } from 'node:fs';
import { runConformanceCommand } from '../src/testing/command-line-run.ts';
import {
  compareVerdicts,
  KEPT_TRANSCRIPTS,
  type KeptTranscript,
  listVerdicts,
  pathOf,
  readVerdicts,
} from './kept-transcripts.ts';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !KEPT_TRANSCRIPTS.some((kept) => kept.name === name));
if (unknown.length > 0) {
  console.error(
    `no transcript is called ${unknown[0]}: known are ${KEPT_TRANSCRIPTS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
for (const kept of KEPT_TRANSCRIPTS.filter(({ name }) => names.length === 0 || names.includes(name)))
  await update(kept);

async function update(kept: KeptTranscript): Promise<void> {
  if (kept.problem !== null) return fail(`${kept.name} stays as it is: ${kept.problem}`);
  const { cwd, dispose } = await kept.start();
  try {
    const words = ['--device', kept.device, ...kept.options, '--record', pathOf(kept, 'ndjson')];
    const { result, out, stderr, exitCode } = await runConformanceCommand(words, { cwd });
    rmSync(out, { recursive: true });
    if (result === null || exitCode === null || exitCode > 1) return fail(`${kept.name}: ${stderr}`);
    const verdicts = listVerdicts(result);
    const before = readVerdicts(kept);
    writeFileSync(pathOf(kept, 'verdicts.json'), `${JSON.stringify(verdicts, null, 2)}\n`);
    console.log(`recorded ${kept.name}: ${result.scenarios.length} scenarios, ${result.rule}`);
    if (before !== null) for (const line of compareVerdicts(before, verdicts)) console.log(`  ${line}`);
  } finally {
    await dispose();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
