/** The words that `atconform` understands. A command is loaded only when it is asked for: its rooms take longer to load than to answer. */
import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_SET } from '../run/default-set.ts';
import type { AuditOptions } from './audit-command.ts';
import type { BaselineOptions } from './baseline-command.ts';
import type { CompareOptions } from './compare-command.ts';
import type { DoctorOptions } from './doctor-command.ts';
import type { FaultsOptions } from './faults-command.ts';
import type { TypedFuzzOptions } from './fuzz-options.ts';
import type { ImportCommandOptions } from './import-command.ts';
import type { MergeOptions } from './merge-command.ts';
import type { MutateOptions } from './mutate-command.ts';
import { readTool } from './project-root.ts';
import type { RecordOptions } from './record-command.ts';
import type { ReportOptions } from './report-command.ts';
import type { TypedRunOptions } from './run-options.ts';
import type { ScenarioCommandOptions } from './scenario-command.ts';
import type { SimulateOptions } from './simulate-command.ts';

/** Takes the exit code of the command that was run. */
type Finish = (exitCode: number) => void;

/** Parsing throws a CommanderError; a command throws what it throws. */
export function createProgram(finish: Finish): Command {
  const program = new Command('atconform')
    .description('Conformance tests for the AT commands of Wi-Fi and cellular modules')
    .version(readTool().version)
    .showSuggestionAfterError()
    // Or `report` would take the options of `report merge` for its own.
    .enablePositionalOptions()
    .exitOverride();
  addRun(program.command('run'), finish);
  addCheck(program.command('check'), finish);
  addReport(program.command('report'), finish);
  addCompare(program.command('compare'), finish);
  addBaseline(program.command('baseline'), finish);
  addAudit(program.command('audit'), finish);
  addMutate(program.command('mutate'), finish);
  addFuzz(program.command('fuzz'), finish);
  addSimulate(program.command('simulate'), finish);
  addFaults(program.command('faults'), finish);
  addPorts(program.command('ports'), finish);
  addDoctor(program.command('doctor'), finish);
  addRecord(program.command('record'), finish);
  addImport(program.command('import'), finish);
  addScenario(program.command('scenario'), finish);
  return program;
}

const MUTATION_HELP = 'a result of `mutate`: the HTML report then also says what the suite sees';

function addRun(command: Command, finish: Finish): void {
  command
    .description('run scenarios against a module and write the reports')
    .option(
      '--device <address>',
      'sim:NAME, tcp:HOST:PORT, rfc2217:HOST:PORT, exec:COMMAND, a device path, serial:PATH?baud=115200, or replay:FILE',
      'sim:',
    )
    .option('--set <name>', `command set, a folder of specs/ (default: ${DEFAULT_SET})`)
    .option(
      '--profile <name>',
      'capability profile (default: the one of sim:NAME, otherwise that of the set)',
    )
    .option('--tags <expression>', 'only scenarios whose tags fit, such as "@HTTPCGET and not @slow"')
    .option('--id <glob>', 'only scenarios whose id fits; * crosses /; may be given again', collect)
    .option('--out <folder>', 'where the reports go', 'reports/latest')
    .option('--record <file>', 'also write the evidence alone, for keeping')
    .option('--seed <text>', 'what chance is made from (default: a new one each run)')
    .option(
      '--scale <n>',
      'let the simulated module wait for real, by a clock 1 to 10 times as fast as the wall',
    )
    .option('--fail-fast', 'stop at the first failure')
    .option('--repeat <n>', 'run every scenario n times; the worst attempt counts')
    .option('--retry <n>', 'try what is red up to n times again; a pass is then flaky, and red')
    .option('--allow-flaky', 'a flaky scenario does not make the run red')
    .option('--shard <i/n>', 'only this part of n about equal ones; `report merge` puts them together')
    .option(
      '--annotations <kind>',
      'github or none: mark failed scenarios (default: github in GitHub Actions)',
    )
    .option('--rerun-failed <folder>', 'only what failed in an earlier run')
    .option(
      '--generate <kinds>',
      'cases out of the spec: boundary, pairwise, malformed, sequence, all, or none (default: boundary)',
      collect,
    )
    .option('--list', 'print the ids of the selected scenarios and run nothing')
    .option('--origin-http <address>', 'HOST:PORT on which the origin listens for HTTP')
    .option('--origin-https <address>', 'HOST:PORT on which the origin listens for HTTPS')
    .option('--origin-host <name>', 'what the module is told to connect to')
    .option('--setup <file>', 'AT commands that join the network; ${env.NAME} stands for a secret')
    .option(
      '--reset-command <line>',
      'shell command that resets the module where nothing else brings it back',
    )
    .option('--allow-destructive', 'also run what resets, restores, or writes flash on a real module')
    .option(
      '--baseline <file>',
      'accepted deviations of the device (default: the one of the config that fits)',
    )
    .option('--no-baseline', 'accept nothing')
    .option(
      '--disturb <kinds>',
      'then repeat it with bytes disturbed, and compare: split, pace, burst, urc (separated by commas), or all',
    )
    .option(
      '--against <device>',
      'then run the same on another device, such as sim:, and compare the answers',
    )
    .option('--gate', 'hold the run to the gate of the config (default: where all scenarios run)')
    .option('--no-gate', 'ask for no more than that nothing is red')
    .option('--mutation <file>', MUTATION_HELP)
    .action(async (options: TypedRunOptions) => {
      const { runConformance } = await import('./run-command.ts');
      finish(await runConformance(options));
    });
}

function addCheck(command: Command, finish: Finish): void {
  command
    .description('say everything that is wrong in config, specs, scenarios and features')
    .action(async () => {
      const { check } = await import('./check-command.ts');
      finish(await check());
    });
}

function addReport(command: Command, finish: Finish): void {
  command
    .description('make the reports of a run anew from its evidence')
    .argument('<file>', 'the events.ndjson of a run')
    .option('--out <folder>', 'where they go (default: beside the evidence)')
    .option('--mutation <file>', MUTATION_HELP)
    .action(async (path: string, options: ReportOptions) => {
      const { remakeReports } = await import('./report-command.ts');
      finish(remakeReports(path, options));
    })
    .enablePositionalOptions();
  command
    .command('merge')
    .description('put the shards of a run together, and report them as the one run that they are')
    .argument('<files...>', 'the events.ndjson of every shard')
    .requiredOption('--out <folder>', 'where the reports and the merged evidence go')
    .option(
      '--annotations <kind>',
      'github or none: mark failed scenarios (default: github in GitHub Actions)',
    )
    .action(async (paths: readonly string[], options: MergeOptions) => {
      const { mergeReports } = await import('./merge-command.ts');
      finish(mergeReports(paths, options));
    });
}

function addCompare(command: Command, finish: Finish): void {
  command
    .description('show runs of several devices, or of several firmwares of one, side by side')
    .argument('<runs...>', 'output folders of runs, or an events.ndjson or result.json of one')
    .option(
      '--reference <run>',
      'the run that the others are held against, by number or name (default: the first)',
    )
    .option(
      '--fail-on <kinds>',
      'exit code 1 where a run is worse, gone, answers, different (separated by commas)',
    )
    .option('--out <folder>', 'where the comparison goes', 'reports/comparison')
    .action(async (paths: readonly string[], options: CompareOptions) => {
      const { compare } = await import('./compare-command.ts');
      finish(compare(paths, options));
    });
}

function addBaseline(command: Command, finish: Finish): void {
  command
    .description('keep the accepted deviations of a device')
    .command('update')
    .description('write what a run found into its baseline; reasons are left to people')
    .requiredOption('--from <folder>', 'the output folder of the run')
    .option('--baseline <file>', 'the file to write (default: the one that the run was held against)')
    .option('--prune', 'take away what fails no more or does not exist any more')
    .action(async (options: BaselineOptions) => {
      const { updateBaseline } = await import('./baseline-command.ts');
      finish(updateBaseline(options));
    });
}

function addAudit(command: Command, finish: Finish): void {
  command
    .description('judge a finished run again from its evidence, and compare')
    .argument('<folder>', 'the output folder of the run')
    .option('--setup <file>', 'the setup file that the run was made with')
    .action(async (folder: string, options: AuditOptions) => {
      const { audit } = await import('./audit-command.ts');
      finish(await audit(folder, options));
    });
}

function addMutate(command: Command, finish: Finish): void {
  command
    .description('show which faults of the simulated module the scenarios see')
    .option('--set <name>', `command set, a folder of specs/ (default: ${DEFAULT_SET})`)
    .option('--fault <id>', 'only this fault; may be given again', collect)
    .option('--sample <n>', 'only so many faults, drawn by the seed')
    .option('--seed <text>', 'what chance is made from', 'mutate')
    .option('--workers <n>', 'how many processes share the work (default: one a processor)')
    .option('--out <file>', 'where the result goes', 'reports/mutation.json')
    .action(async (options: MutateOptions) => {
      const { mutate } = await import('./mutate-command.ts');
      finish(await mutate(options));
    });
}

function addFuzz(command: Command, finish: Finish): void {
  command
    .description('send sequences that nobody thought of, and garbage; make what fails as small as it gets')
    .requiredOption('--device <address>', 'as for run: sim:NAME, tcp:HOST:PORT, a device path and so on')
    .option('--set <name>', `command set, a folder of specs/ (default: ${DEFAULT_SET})`)
    .option('--profile <name>', 'capability profile (default: as for run)')
    .option('--minutes <n>', 'how long (default: 1, without --runs)')
    .option('--runs <n>', 'how many sequences')
    .option('--first <n>', 'number of the first sequence (default: 1)')
    .option('--seed <text>', 'what chance is made from (default: a new one each time)')
    .option('--rate <n>', 'at most so many command lines a second (default: 20; no limit for sim:)')
    .option('--out <folder>', 'where the scenarios of failures go', 'reports/fuzz')
    .option('--setup <file>', 'AT commands that join the network')
    .option('--origin-http <address>', 'HOST:PORT on which the origin listens for HTTP')
    .option('--origin-https <address>', 'HOST:PORT on which the origin listens for HTTPS')
    .option('--origin-host <name>', 'what the module is told to connect to')
    .option('--reset-command <line>', 'a shell command that brings the module back where nothing else does')
    .option('--allow-destructive', 'also reset the module')
    .action(async (options: TypedFuzzOptions) => {
      const { fuzz } = await import('./fuzz-command.ts');
      finish(await fuzz(options));
    });
}

function addSimulate(command: Command, finish: Finish): void {
  command
    .description('serve the simulated module to any host program')
    .option('--tcp <address>', 'on a TCP port, HOST:PORT')
    .option('--pty <path>', 'on a pseudo-terminal that this path leads to')
    .option('--personality <name>', 'which family of modules it is like', 'winnermicro')
    .option('--net <state>', 'up, or down for a module without a network', 'up')
    .option('--fault <id>', 'with a defect that `atconform faults` lists')
    .action(async (options: SimulateOptions) => {
      const { simulate } = await import('./simulate-command.ts');
      finish(await simulate(options));
    });
}

function addFaults(command: Command, finish: Finish): void {
  command
    .description('list the defects that the simulated module can be given')
    .option('--long', 'with the defect in a sentence and what it breaks')
    .action(async (options: FaultsOptions) => {
      const { printFaults } = await import('./faults-command.ts');
      finish(printFaults(options));
    });
}

function addPorts(command: Command, finish: Finish): void {
  command.description('list the serial ports of this machine').action(async () => {
    const { printPorts } = await import('./ports-command.ts');
    finish(await printPorts());
  });
}

function addDoctor(command: Command, finish: Finish): void {
  command
    .description('say what is at a port, which profile fits it, and what to do')
    .requiredOption('--device <address>', 'as for run: sim:NAME, tcp:HOST:PORT, a device path and so on')
    .option('--set <name>', `command set (default: ${DEFAULT_SET})`)
    .option('--profile <name>', 'the profile that the device is declared as (default: as for run)')
    .option('--json <file>', 'also write the diagnosis for machines')
    .action(async (options: DoctorOptions) => {
      const { diagnose } = await import('./doctor-command.ts');
      finish(await diagnose(options));
    });
}

function addRecord(command: Command, finish: Finish): void {
  command
    .description('talk to a module and write down every byte as a transcript')
    .option('--device <address>', 'as for run, but for replay:', 'sim:')
    .requiredOption('--out <file>', 'where the transcript goes')
    .option('--set <name>', 'command set')
    .option('--profile <name>', 'capability profile')
    .option('--hex', 'show what comes as a dump of its bytes')
    .action(async (options: RecordOptions) => {
      const { recordTranscript } = await import('./record-command.ts');
      finish(await recordTranscript(options));
    });
}

function addImport(command: Command, finish: Finish): void {
  command
    .description('make a transcript of what another program recorded')
    .argument('<file>', 'NDJSON with base64, a dump of socat -x -v, a log of picocom or minicom')
    .requiredOption('--out <file>', 'where the transcript goes')
    .option('--format <name>', 'ndjson, socat, picocom or minicom (default: by content)')
    .option('--channel <name>', 'which end of a recording of two')
    .option('--set <name>', 'command set')
    .option('--profile <name>', 'capability profile')
    .action(async (path: string, options: ImportCommandOptions) => {
      const { importRecording } = await import('./import-command.ts');
      finish(await importRecording(path, options));
    });
}

function addScenario(command: Command, finish: Finish): void {
  command
    .description('draft a scenario file from a transcript')
    .argument('<file>', 'a transcript')
    .option('--out <file>', 'where it goes (default: standard output)')
    .option('--proves <requirement>', 'what all its expectations prove')
    .action(async (path: string, options: ScenarioCommandOptions) => {
      const { draftFromTranscript } = await import('./scenario-command.ts');
      finish(await draftFromTranscript(path, options));
    });
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  if (value === '') throw new InvalidArgumentError('an empty glob fits nothing');
  return [...(before ?? []), value];
}
