/** Reads a file that an option names. */
import { readFileSync } from 'node:fs';
import { UsageFault } from './usage-fault.ts';

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EROFS: 'read-only file system',
  ENOENT: 'it is not there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'a file of that name exists',
  ENOSPC: 'no space left',
};

/** Throws UsageFault where it cannot be read. */
export function readTextFile(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageFault(`${option} ${path} cannot be read: ${describeFileError(error)}`, 'check the path');
  }
}

/** What the system says, in plain words where they are known. */
export function describeFileError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return WORDS[code ?? ''] ?? message;
}
