/** `atconform mutate`: holds the suite to the faults of the simulated module, and says which assertion is missing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { renderMutation } from '../report/mutation.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { drawFaultMistakes, loadDeclaredFaults } from '../run/fault-check.ts';
import { type CampaignProgress, drawSample, runCampaign } from '../run/mutate/campaign.ts';
import { loadProject } from '../run/project.ts';
import type { FaultDeclaration } from '../spec/faults.ts';
import { checkFaultId } from './fault-id.ts';
import { findProjectRoot, readTool } from './project-root.ts';
import { openScreen, type Screen } from './run-display.ts';
import { describeFileError } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface MutateOptions {
  readonly set?: string;
  readonly fault?: readonly string[];
  readonly sample?: string;
  readonly seed: string;
  readonly workers?: string;
  readonly out: string;
}

/** Prints the campaign and writes its result. Returns 1 where the suite sees too little, 0 otherwise. Throws UsageFault. */
export async function mutate(typed: MutateOptions): Promise<number> {
  const root = findProjectRoot();
  const setName = typed.set ?? DEFAULT_SET;
  const workers = readCount('--workers', typed.workers) ?? availableParallelism();
  const declared = await loadDeclared(root, setName);
  const faults = select(declared, typed);
  prepareFile(typed.out);
  const screen = openScreen();
  const result = await runCampaign({
    tool: readTool(),
    ...{ root, setName, faults, workers },
    isSample: faults.length < declared.length,
    seed: typed.seed,
    onRow: (progress) => tell(progress, screen),
  });
  if (result === null) throw refuseProject();
  writeFileSync(typed.out, `${JSON.stringify(result, null, 1)}\n`);
  if (screen.isLive) screen.write('\r\u001b[2K');
  screen.write(`\n${renderMutation(result, pc.createColors(screen.color))}\n\nResult: ${typed.out}\n`);
  return result.meetsBar ? 0 : 1;
}

async function loadDeclared(root: string, setName: string): Promise<readonly FaultDeclaration[]> {
  const declared = loadDeclaredFaults(root, setName);
  if (declared === null)
    throw new UsageFault(
      `specs/faults.yaml says nothing of the set ${setName}`,
      'declare there which requirements each fault breaks; `atconform faults --long` shows what each does',
      3,
    );
  const { set } = await loadProject(root, setName, null);
  const mistakes = set === null ? [] : drawFaultMistakes(root, [set]);
  for (const mistake of mistakes) console.error(`${mistake}\n`);
  if (set === null || mistakes.length > 0) throw refuseProject();
  return declared;
}

function refuseProject(): UsageFault {
  return new UsageFault(
    'nothing was run: there are mistakes in specs or scenarios',
    '`npm run check` shows them',
    3,
  );
}

function select(declared: readonly FaultDeclaration[], typed: MutateOptions): readonly FaultDeclaration[] {
  for (const id of typed.fault ?? []) checkFaultId(id);
  const named = declared.filter(({ id }) => typed.fault?.includes(id) ?? true);
  const count = readCount('--sample', typed.sample);
  return count === null ? named : drawSample(named, count, typed.seed);
}

/** null where it is not given. */
function readCount(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new UsageFault(
    `${option} takes a whole number from 1, not ${text}`,
    'leave it out for the usual one',
  );
}

function prepareFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  } catch (error) {
    throw new UsageFault(
      `${path} cannot be written: ${describeFileError(error)}`,
      'choose another path with --out',
    );
  }
}

/** One line that changes in a terminal, one line a fault elsewhere. */
function tell({ fault, personality, done, total }: CampaignProgress, screen: Screen): void {
  const line = `${String(done).padStart(String(total).length)}/${total}  ${fault ?? 'no fault'}  (sim:${personality})`;
  screen.write(screen.isLive ? `\r\u001b[2K${line}` : `${line}\n`);
}
