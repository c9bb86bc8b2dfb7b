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
      `the output folder ${path} cannot be written: ${describe(error)}`,
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
    throw new UsageFault(`${path} cannot be written: ${describe(error)}`, 'choose another path');
  }
}

export function writeReports(folder: string, reports: ReadonlyMap<string, string>): void {
  for (const [name, text] of reports) writeFileSync(join(folder, name), text);
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    EACCES: 'permission denied',
    EROFS: 'read-only file system',
    ENOTDIR: 'part of the path is a file',
    EEXIST: 'a file of that name exists',
    ENOSPC: 'no space left',
  };
  return words[code ?? ''] ?? message;
}
