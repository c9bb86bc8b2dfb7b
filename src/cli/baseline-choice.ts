/** The baseline that a run is held against, and what is wrong in those of a project. */
import type { JudgedBaseline } from '../coverage/judged-baseline.ts';
import { listHashes, listIds, listOrphans, openBaseline } from '../run/baseline-file.ts';
import type { Project } from '../run/project.ts';
import type { Baseline } from '../spec/baseline.ts';
import { NO_CONFIG } from '../spec/config.ts';
import { drawConfig, readConfig, resolveConfigPath } from './config.ts';
import type { RunPlan } from './run-plan.ts';
import { readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

/**
 * `asked`: a path; false: none; undefined: what the config says. Throws UsageFault for a file with mistakes, printed on stderr, and
 * for one that is asked for and is for another set or profile.
 */
export function chooseBaseline(asked: string | false | undefined, planned: RunPlan): JudgedBaseline | null {
  const { set, profile, project } = planned;
  const baseline =
    asked === undefined ? chooseConfigured(planned) : asked === false ? null : readBaseline(asked);
  if (baseline === null) return null;
  if (!isFor(baseline, planned))
    throw new UsageFault(
      `${baseline.path} is for the set ${baseline.set} and the profile ${baseline.profile}; this run is of ${set.name} and ${profile.name}`,
      'name the baseline of this device, or choose with --set and --profile what it was written for',
    );
  return { ...baseline, orphans: listOrphans(baseline, set, project.scenarios) };
}

function chooseConfigured(planned: RunPlan): Baseline | null {
  const fitting = readConfig()
    .baselines.map((path) => readBaseline(resolveConfigPath(path)))
    .filter((baseline) => isFor(baseline, planned));
  const [first, second] = fitting;
  if (first === undefined || second === undefined) return first ?? null;
  throw new UsageFault(
    `${first.path} and ${second.path} are both for the set ${first.set} and the profile ${first.profile}`,
    'name one of the two with --baseline',
  );
}

function isFor(baseline: Baseline, { set, profile }: RunPlan): boolean {
  return baseline.set === set.name && baseline.profile === profile.name;
}

function readBaseline(path: string): Baseline {
  const { baseline, diagnostics, draw } = openBaseline({ path, text: readTextFile(path, '--baseline') });
  if (baseline !== null) return baseline;
  for (const diagnostic of diagnostics) console.error(`${draw(diagnostic)}\n`);
  throw new UsageFault(
    `nothing was run: ${diagnostics.length === 1 ? 'a mistake' : `${diagnostics.length} mistakes`} in ${path}`,
    'mend what is listed above',
    3,
  );
}

/** Every mistake in the files of `baselines/` and in those that the config names, drawn; `projects` are all of the root. */
export function drawBaselines(projects: readonly Project[]): string[] {
  const configured = (drawConfig().config ?? NO_CONFIG).baselines.map(resolveConfigPath);
  const known = new Map(projects.flatMap(({ baselines }) => baselines.map((file) => [file.path, file])));
  const others = configured.filter((path) => !known.has(path));
  const files = [
    ...known.values(),
    ...others.map((path) => ({ path, text: readTextFile(path, 'the baseline') })),
  ];
  return files.flatMap((file) => {
    const { baseline, diagnostics, draw } = openBaseline(file);
    if (baseline === null) return diagnostics.map(draw);
    const ofSet = projects.filter(({ set }) => set?.name === baseline.set);
    // A scenario may do something else by another profile.
    const ofProfile = ofSet.find(({ profile }) => profile?.name === baseline.profile);
    const known = {
      ids: new Set(ofSet.flatMap(listNames)),
      hashes: listHashes(ofProfile?.scenarios ?? []),
    };
    return openBaseline(file, known).diagnostics.map(draw);
  });
}

function listNames({ set, scenarios }: Project): string[] {
  return set === null ? [] : listIds(set, scenarios);
}
