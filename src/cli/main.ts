/** The command `atconform`: reads the command line, runs the command, and ends with its exit code. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { DEFAULT_SET } from '../run/default-set.ts';
import { SupportFault } from '../run/support-library.ts';
import { type AuditOptions, audit } from './audit-command.ts';
import { check } from './check-command.ts';
import { type ImportCommandOptions, importRecording } from './import-command.ts';
import { printPorts } from './ports-command.ts';
import { readTool } from './project-root.ts';
import { type ReportOptions, remakeReports } from './report-command.ts';
import { runConformance } from './run-command.ts';
import type { TypedRunOptions } from './run-options.ts';
import { draftFromTranscript, type ScenarioCommandOptions } from './scenario-command.ts';
import { type SimulateOptions, simulate } from './simulate-command.ts';
import { UsageFault } from './usage-fault.ts';

const EXIT_USAGE = 2;
const EXIT_WRONG_FILES = 3;
const EXIT_OUR_BUG = 5;
const EXIT_INTERRUPTED = 130;

let exitCode = 0;

function createProgram(): Command {
  const program = new Command('atconform')
    .description('Conformance tests for the AT commands of Wi-Fi and cellular modules')
    .version(readTool().version)
    .showSuggestionAfterError()
    .exitOverride();
  addRun(program.command('run'));
  addCheck(program.command('check'));
  addReport(program.command('report'));
  addAudit(program.command('audit'));
  addSimulate(program.command('simulate'));
  addPorts(program.command('ports'));
  addImport(program.command('import'));
  addScenario(program.command('scenario'));
  return program;
}

function addRun(command: Command): void {
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
    .option('--scale <n>', 'how many times faster the clock of the simulated module goes, 1 to 10')
    .option('--fail-fast', 'stop at the first failure')
    .option('--rerun-failed <folder>', 'only what failed in an earlier run')
    .option('--list', 'print the ids of the selected scenarios and run nothing')
    .option('--origin-http <address>', 'HOST:PORT on which the origin listens for HTTP')
    .option('--origin-https <address>', 'HOST:PORT on which the origin listens for HTTPS')
    .option('--origin-host <name>', 'what the module is told to connect to')
    .option('--setup <file>', 'AT commands that join the network; ${env.NAME} stands for a secret')
    .option('--allow-destructive', 'also run what resets, restores, or writes flash on a real module')
    .action(async (options: TypedRunOptions) => {
      exitCode = await runConformance(options);
    });
}

function addCheck(command: Command): void {
  command.description('say everything that is wrong in specs, scenarios and features').action(async () => {
    exitCode = await check();
  });
}

function addReport(command: Command): void {
  command
    .description('make the reports of a run anew from its evidence')
    .argument('<file>', 'the events.ndjson of a run')
    .option('--out <folder>', 'where they go (default: beside the evidence)')
    .action((path: string, options: ReportOptions) => {
      exitCode = remakeReports(path, options);
    });
}

function addAudit(command: Command): void {
  command
    .description('judge a finished run again from its evidence, and compare')
    .argument('<folder>', 'the output folder of the run')
    .option('--setup <file>', 'the setup file that the run was made with')
    .action(async (folder: string, options: AuditOptions) => {
      exitCode = await audit(folder, options);
    });
}

function addSimulate(command: Command): void {
  command
    .description('serve the simulated module to any host program')
    .option('--tcp <address>', 'on a TCP port, HOST:PORT')
    .option('--pty <path>', 'on a pseudo-terminal that this path leads to')
    .option('--personality <name>', 'which family of modules it is like', 'winnermicro')
    .option('--net <state>', 'up, or down for a module without a network', 'up')
    .action(async (options: SimulateOptions) => {
      exitCode = await simulate(options);
    });
}

function addPorts(command: Command): void {
  command.description('list the serial ports of this machine').action(async () => {
    exitCode = await printPorts();
  });
}

function addImport(command: Command): void {
  command
    .description('make a transcript of what another program recorded')
    .argument('<file>', 'NDJSON with base64, a dump of socat -x -v, a log of picocom or minicom')
    .requiredOption('--out <file>', 'where the transcript goes')
    .option('--format <name>', 'ndjson, socat, picocom or minicom (default: by content)')
    .option('--channel <name>', 'which end of a recording of two')
    .option('--set <name>', 'command set')
    .option('--profile <name>', 'capability profile')
    .action(async (path: string, options: ImportCommandOptions) => {
      exitCode = await importRecording(path, options);
    });
}

function addScenario(command: Command): void {
  command
    .description('draft a scenario file from a transcript')
    .argument('<file>', 'a transcript')
    .option('--out <file>', 'where it goes (default: standard output)')
    .option('--proves <requirement>', 'what all its expectations prove')
    .action(async (path: string, options: ScenarioCommandOptions) => {
      exitCode = await draftFromTranscript(path, options);
    });
}

function collect(value: string, before: readonly string[] | undefined): string[] {
  if (value === '') throw new InvalidArgumentError('an empty glob fits nothing');
  return [...(before ?? []), value];
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof UsageFault || error instanceof SupportFault) {
    console.error(`error  ${error.message}\n       ${error.hint}`);
    return error instanceof UsageFault ? error.exitCode : EXIT_WRONG_FILES;
  }
  console.error(
    `This is a bug of atconform, please report it:\n${error instanceof Error ? error.stack : error}`,
  );
  return EXIT_OUR_BUG;
}

// Whoever reads our output may have seen enough (`--list | head`): no reason to end in the middle of a run.
process.stdout.on('error', () => {});

try {
  await createProgram().parseAsync();
} catch (error) {
  exitCode = explain(error);
}
process.exitCode = exitCode;
// What was interrupted may be a step of the user's own that still holds timers or sockets.
if (exitCode === EXIT_INTERRUPTED) process.exit();
