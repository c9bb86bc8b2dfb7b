/** The folder that a run writes its reports into. */
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describeFileError } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

/** Makes the folder and sees that it can be written, before anything is run for it. */
export function prepareFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    const trial = join(path, '.atconform');
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (error) {
    throw new UsageFault(
      `the output folder ${path} cannot be written: ${describeFileError(error)}`,
      'choose another one with --out',
    );
  }
}

export interface LineFile {
  write(line: string): void;
  close(): void;
}

/** A file that takes lines and holds each as soon as it is written, so that a killed run leaves its evidence. */
export function openLineFile(path: string): LineFile {
  try {
    const file = openSync(path, 'w');
    return { write: (line) => writeSync(file, `${line}\n`), close: () => closeSync(file) };
  } catch (error) {
    throw new UsageFault(`${path} cannot be written: ${describeFileError(error)}`, 'choose another path');
  }
}

/** `reports` by file name. Throws UsageFault where the disk does not take them. */
export function writeReports(folder: string, reports: ReadonlyMap<string, string>): void {
  for (const [name, text] of reports) {
    const path = join(folder, name);
    try {
      writeFileSync(path, text);
    } catch (error) {
      throw new UsageFault(
        `${path} cannot be written: ${describeFileError(error)}`,
        `make room, then remake the reports: atconform report ${join(folder, 'events.ndjson')}`,
      );
    }
  }
}
