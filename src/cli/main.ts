/** The command `atconform`: reads the command line, runs the command, and ends with its exit code. */
import { CommanderError } from 'commander';
import { SupportFault } from '../run/support-fault.ts';
import { createProgram } from './program.ts';
import { UsageFault } from './usage-fault.ts';

const EXIT_USAGE = 2;
const EXIT_WRONG_FILES = 3;
const EXIT_OUR_BUG = 5;
const EXIT_INTERRUPTED = 130;

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

let exitCode = 0;
try {
  const program = createProgram((code) => {
    exitCode = code;
  });
  await program.parseAsync();
} catch (error) {
  exitCode = explain(error);
}
process.exitCode = exitCode;
// What was interrupted may be a step of the user's own that still holds timers or sockets.
if (exitCode === EXIT_INTERRUPTED) process.exit();
