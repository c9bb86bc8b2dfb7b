/** Reads the runs that `atconform compare` names: output folders, or a file of one. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RunEvidence } from '../coverage/compare-runs.ts';
import { foldResult } from '../coverage/result.ts';
import { compileSchema } from '../document/schema-validator.ts';
import type { RunResult } from '../record/result.ts';
import { readRecording } from './recording.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

const SCHEMA = new URL('../../schemas/result.schema.json', import.meta.url);

/** Each with a name of its own, in the order of `paths`. Throws UsageFault where one cannot be had. */
export function readComparedRuns(paths: readonly string[]): readonly RunEvidence[] {
  const files = paths.map(findFile);
  const names = nameRuns(files);
  return files.map((path, index) => ({ name: names[index] ?? path, path, ...readRun(path) }));
}

/** The evidence is preferred to the result, which is made from it. */
function findFile(path: string): string {
  if (!existsSync(path))
    throw new UsageFault(`${path} is not there`, 'name the output folder of a run, such as reports/latest');
  if (!statSync(path).isDirectory()) return path;
  const file = ['events.ndjson', 'result.json'].map((name) => join(path, name)).find(existsSync);
  if (file !== undefined) return file;
  throw new UsageFault(
    `${path} holds no run: neither events.ndjson nor result.json is in it`,
    'name the output folder of a run, such as reports/latest',
  );
}

/** The folder's name where that is enough to tell them apart, otherwise its path, otherwise the file's. */
function nameRuns(files: readonly string[]): readonly string[] {
  const ways: ((path: string) => string)[] = [
    (path) => (isUsualName(path) ? basename(dirname(path)) : basename(path)),
    (path) => (isUsualName(path) ? dirname(path) : path),
    (path) => path,
  ];
  const named = ways.map((way) => files.map(way)).find((names) => new Set(names).size === names.length);
  if (named !== undefined) return named;
  const twice = files.find((path, index) => files.indexOf(path) !== index);
  throw new UsageFault(`${twice} is given twice`, 'name each run once');
}

function isUsualName(path: string): boolean {
  return ['events.ndjson', 'result.json'].includes(basename(path)) && basename(dirname(path)) !== '.';
}

function readRun(path: string): Pick<RunEvidence, 'result' | 'events'> {
  if (path.endsWith('.json')) return { result: readResult(path), events: null };
  const { events } = readRecording(path);
  return { result: foldResult(events), events };
}

/** Exit code 3 where it is not what a run wrote. */
function readResult(path: string): RunResult {
  const text = readTextFile(path, 'the result');
  const [fault] = findFaults(text);
  if (fault === undefined) return JSON.parse(text) as RunResult;
  throw new UsageFault(
    `${path} is not the result of a run: ${fault}`,
    'name the events.ndjson of the run, from which every version makes its result anew',
    3,
  );
}

function findFaults(text: string): readonly string[] {
  try {
    const schema = compileSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    return schema
      .findFaults(JSON.parse(text))
      .map(({ pointer, keyword }) => `/${pointer.join('/')} breaks the rule "${keyword}" of its schema`);
  } catch (error) {
    return [(error as Error).message];
  }
}
