/** `atconform fuzz`: sequences that nobody thought of, and garbage between them, until the module fails or the time is over. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openFuzzSpace } from '../generate/fuzz/act.ts';
import type { FuzzResult } from '../record/fuzz.ts';
import { describeCounts, renderFuzz, type ShownFinding } from '../report/fuzz.ts';
import { type FuzzInProgress, startFuzz } from '../run/fuzz/campaign.ts';
import { Secrets } from '../run/secrets.ts';
import { createLiveWorld } from '../run/world.ts';
import type { Profile } from '../spec/model.ts';
import { openSecrets } from './config.ts';
import {
  type MeantFuzzOptions,
  readFuzzOptions,
  renderFuzzRepeat,
  type TypedFuzzOptions,
} from './fuzz-options.ts';
import { onInterrupt } from './interrupt.ts';
import { maskTerminal } from './masked-terminal.ts';
import { prepareFolder } from './output-folder.ts';
import { findProjectRoot } from './project-root.ts';
import { openScreen, type Screen } from './run-display.ts';
import { NO_SETUP, readSetupFile } from './setup-file.ts';
import { UsageFault } from './usage-fault.ts';

const EXIT_FOUND = 1;
const EXIT_BENCH = 4;
const EXIT_INTERRUPTED = 130;

/** Returns the exit code. Throws UsageFault where nothing can begin. */
export async function fuzz(typed: TypedFuzzOptions): Promise<number> {
  const configured = openSecrets(false);
  const meant = readFuzzOptions(typed);
  const setup = typed.setup === undefined ? NO_SETUP : readSetupFile(typed.setup, process.env);
  maskTerminal(setup.secrets);
  prepareFolder(typed.out);
  const secrets = [...configured, ...setup.secrets];
  const screen = openScreen();
  const running = start(typed, meant, { lines: setup.lines, secrets }, screen);
  const release = onInterrupt(running.interrupt);
  screen.write(announce(typed, meant));
  try {
    const result = await running.result;
    if (screen.isLive) screen.write('\r\u001b[2K');
    screen.write(`\n${renderFuzz(result, writeFindings(result, typed, meant.seed, secrets), screen)}`);
    return chooseExitCode(result);
  } finally {
    release();
  }
}

function announce(typed: TypedFuzzOptions, { set, profile, seed, restMs }: MeantFuzzOptions): string {
  const rate = restMs === 0 ? 'as fast as it answers' : `at most ${Math.floor(1000 / restMs)} lines a second`;
  const leave = typed.allowDestructive === true ? 'resets allowed' : 'nothing destructive';
  return `fuzzing ${typed.device}   set ${set.name}   profile ${profile.name}   seed ${seed}   ${rate}, ${leave}\n`;
}

function start(
  typed: TypedFuzzOptions,
  {
    device,
    origin,
    resetCommand,
    set,
    profile: declared,
    runs,
    forMs,
    first,
    seed,
    restMs,
  }: MeantFuzzOptions,
  setup: { readonly lines: readonly string[]; readonly secrets: readonly string[] },
  screen: Screen,
): FuzzInProgress {
  const profile = slowDown(declared, restMs);
  const space = openFuzzSpace(set, profile, typed.allowDestructive === true);
  if (space === null)
    throw new UsageFault(
      `the set ${set.name} has no rules for generated cases, so nothing is known to draw from`,
      'add `cases` to its set.yaml and its commands: docs/generated-cases.md',
    );
  const isSimulated = device.kind === 'sim';
  const root = findProjectRoot();
  return startFuzz({
    ...{ space, set, profile, seed, first, runs, forMs, restMs },
    setupLines: setup.lines,
    secrets: setup.secrets,
    readFile: (path) => readFileSync(resolve(root, path)),
    openWorld: () => createLiveWorld(device, isSimulated ? null : 1, origin, { resetCommand }),
    isModuleRenewed: isSimulated,
    repeat: (sequence) => renderFuzzRepeat(typed, seed, sequence),
    onProgress: ({ counts, findings }, doing) => {
      if (!screen.isLive) return;
      const line = `${doing}   ${describeCounts(counts)}   ${findings.length} found`;
      screen.write(`\r\u001b[2K${line.slice(0, screen.width - 1)}`);
    },
  });
}

/** The profile with at least so much rest between two command lines. */
function slowDown(profile: Profile, restMs: number): Profile {
  const commandSettleMs = Math.max(profile.timing.commandSettleMs, restMs);
  return { ...profile, timing: { ...profile.timing, commandSettleMs } };
}

/** Writes each scenario to a file of its own. */
function writeFindings(
  { findings }: FuzzResult,
  typed: TypedFuzzOptions,
  seed: string,
  secrets: readonly string[],
): ShownFinding[] {
  const masking = new Secrets(secrets);
  return findings.map((finding) => {
    const name = `${seed.replace(/[^A-Za-z0-9._-]+/g, '-')}-${finding.sequence}.yaml`;
    const file = join(typed.out, name);
    writeFileSync(file, masking.maskText(finding.scenarioFile));
    return { finding, file, repeat: renderFuzzRepeat(typed, seed, finding.sequence) };
  });
}

/** The highest that applies, as docs/errors.md orders them. */
function chooseExitCode({ stop, findings, counts }: FuzzResult): number {
  if (stop?.kind === 'interrupted') return EXIT_INTERRUPTED;
  if (stop?.kind === 'bench' || counts.sequences === 0) return EXIT_BENCH;
  return findings.length > 0 || stop !== null ? EXIT_FOUND : 0;
}
