/** What other programs recorded runs through the bench as it was: import, draft, replay. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { draftScenarios } from '../engine/draft/draft.ts';
import type { HeaderEvent, Json, RunEvent } from '../record/event.ts';
import { importTranscript } from '../record/import/import.ts';
import type { RunResult } from '../record/result.ts';
import { listVerdicts, runCommandLine, runConformanceCommand } from '../testing/command-line-run.ts';
import { makeProjectFolder } from '../testing/project-folder.ts';
import { planConformance, startConformance } from './conformance.ts';
import { loadProject } from './project.ts';
import { createReplayWorld } from './world.ts';

const FIXTURES = new URL('../record/import/fixtures/', import.meta.url);
const TOOL = { name: 'atconform', version: '0.0.0' };
const folder = makeProjectFolder({ 'specs/http/scenarios/README.md': '' });
const scenarios = join(folder, 'specs/http/scenarios');
after(() => rmSync(folder, { recursive: true }));
const { set, profile } = await loadProject(folder, 'http', 'winnermicro');
assert.ok(set !== null && profile !== null);

function readFixture(name: string, channel: string | null): readonly RunEvent[] {
  assert.ok(set !== null && profile !== null);
  const { events, faults } = importTranscript(readFileSync(new URL(name, FIXTURES)), {
    name,
    format: null,
    channel,
    terminator: profile.framing.terminator,
    startedAt: '2026-01-02T03:04:05.000Z',
    tool: TOOL,
    set: set as unknown as Json,
    profile: profile as unknown as Json,
    hashes: { set: set.hash, profile: profile.hash },
  });
  assert.deepEqual(faults, []);
  return events;
}

/** Drafts a scenario from `events`, puts it into the project, and replays them. */
async function replay(events: readonly RunEvent[], alter = (text: string) => text): Promise<RunResult> {
  assert.ok(set !== null && profile !== null);
  const { text } = draftScenarios(events, { set, profile, name: 'bench', proves: 'R-GEN-08' });
  writeFileSync(join(scenarios, 'draft.yaml'), alter(text));
  const project = await loadProject(folder, 'http', 'winnermicro');
  const selection = { ids: ['GEN/recorded/*'], tags: null, exactly: null };
  const plan = planConformance(project, profile, selection, true);
  assert.ok(plan.ok);
  const header = events[0] as HeaderEvent;
  const run = startConformance({
    tool: TOOL,
    project,
    set,
    profile,
    plan: plan.value,
    world: createReplayWorld('replay:bench', events, header, false),
    seed: header.seed,
    setupLines: [],
    secrets: [],
    repeat: '',
    failFast: false,
    onEvent: () => {},
    observer: { onBegin() {}, onScenarioBegin() {}, onScenarioEnd() {}, onFault() {} },
  });
  return run.result;
}

for (const name of readdirSync(FIXTURES).filter((file) => file !== 'README.md'))
  for (const channel of name.includes('_call') ? ['A', 'B'] : [null])
    test(`${name}${channel === null ? '' : ` (${channel})`}, imported and drafted, is replayed by the bench to its last byte`, async () => {
      const result = await replay(readFixture(name, channel));
      const [scenario] = result.scenarios;
      assert.deepEqual([result.stopped, scenario?.reason, scenario?.verdict], [null, null, 'pass']);
    });

test('a draft that sends or expects something else than was recorded does not pass', async () => {
  const events = readFixture('espsim_basic.jsonl', null);
  const drifted = await replay(events, (text) => text.replace('AT+CWMODE?', 'AT+CWMODX?'));
  assert.equal(drifted.exitCode, 3);
  assert.match(drifted.stopped ?? '', /the recording has sent "AT\+CWMODE\?.*, this run sent "AT\+CWMODX\?/);
  const failed = await replay(events, (text) => text.replace('+CWMODE:1', '+CWMODE:2'));
  assert.equal(failed.scenarios[0]?.verdict, 'fail');
});

test('the command line imports a log, drafts a scenario from it, and replays it; without --id it says what to do', async () => {
  const log = fileURLToPath(new URL('tcpser_basic.jsonl', FIXTURES));
  const run = (...words: string[]) => runCommandLine(words, { cwd: folder });
  const imported = await run('import', log, '--out', 'bench.ndjson');
  assert.equal(imported.exitCode, 0, imported.stderr);
  const drafted = await run(
    ...['scenario', 'bench.ndjson', '--out', join(scenarios, 'draft.yaml'), '--proves', 'R-GEN-08'],
  );
  assert.equal(drafted.exitCode, 0, drafted.stderr);
  const device = ['--device', 'replay:bench.ndjson'];
  const replayed = await runConformanceCommand([...device, '--id', 'GEN/recorded/*'], { cwd: folder });
  assert.deepEqual(listVerdicts(replayed), { 'GEN/recorded/bench': 'pass' }, replayed.stdout);
  const unnamed = await runConformanceCommand(device, { cwd: folder });
  assert.equal(unnamed.exitCode, 2);
  assert.match(
    unnamed.stderr,
    /recorded by another program.*\n.*`atconform scenario`, and name it with --id/,
  );
});
