import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { findBlocks } from '../src/testing/document.ts';
import { createSampleProject, type SampleProject } from '../src/testing/sample-project.ts';
import { ROOT } from './test-files.ts';

interface WorkflowStep {
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string | readonly string[];
        readonly if?: string;
        readonly steps: readonly WorkflowStep[];
      }
    >
  >;
}

interface GitlabJob {
  readonly stage?: string;
  readonly when?: string;
  readonly script?: readonly string[];
  readonly allow_failure?: boolean;
  readonly artifacts?: { readonly reports?: { readonly junit: string } };
}

const [github = '', gitlab = ''] = findBlocks('docs/ci.md', 'yaml').map(({ text }) => text);
const jenkins = findBlocks('docs/ci.md', 'groovy')[0]?.text ?? '';
const workflow = parse(github) as Workflow;
const gitlabJobs = parse(gitlab) as Readonly<Record<string, GitlabJob>>;

/** The lines that each pipeline runs, as its server would hand them to the shell. */
const PIPELINES: readonly (readonly [name: string, lines: readonly string[]])[] = [
  [
    'GitHub Actions',
    Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
    ),
  ],
  ['GitLab CI', Object.values(gitlabJobs).flatMap(({ script }) => script ?? [])],
  ['Jenkins', [...jenkins.matchAll(/\bsh '([^']*)'/g)].map(([, line = '']) => line)],
];

/** What a server puts in for the shard `index`. */
function fillIn(line: string, index: number): string {
  const filled = line
    .replaceAll('${{ matrix.shard }}', String(index))
    .replaceAll('${{ github.run_id }}', '4711')
    // Artifacts of one shard lie in a folder of its own after they were fetched.
    .replace(
      '--out reports/shard',
      `--out ${line.includes('matrix.shard') ? `shards/shard-${index}` : 'reports/shard'}`,
    );
  const env = `CI_NODE_INDEX=${index} CI_NODE_TOTAL=3 CI_PIPELINE_ID=4711 SHARD=${index} BUILD_NUMBER=4711`;
  return `export ${env}; ${filled.replace('npx atconform', 'node bin/atconform.js').replace('npm run conformance --', 'node bin/atconform.js run')}`;
}

function findLine(lines: readonly string[], word: string): string {
  return lines.find((line) => line.includes(word)) ?? assert.fail(`no line with ${word}`);
}

let project: SampleProject;
before(() => {
  project = createSampleProject('httpcget');
  project.write('network.at', findBlocks('README.md', 'at')[0]?.text ?? '');
});
after(() => project.remove());

test('no step hides the exit code of the suite, and a release needs all of them', () => {
  assert.deepEqual(workflow.on.push.tags, ['v*']);
  assert.deepEqual(workflow.jobs.release?.needs, ['merged', 'replayed', 'bench']);
  assert.deepEqual([workflow.jobs.merged?.needs, workflow.jobs.merged?.if], ['simulated', 'always()']);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  for (const step of steps.filter(({ run }) => run !== undefined))
    assert.deepEqual([step.if, step['continue-on-error']], [undefined, undefined], step.run);
  for (const [name, lines] of PIPELINES)
    for (const line of lines) assert.doesNotMatch(line, /[|;&]/, `${name}: ${line}`);
  assert.equal(gitlabJobs.release?.stage, 'release');
  assert.deepEqual(
    Object.values(gitlabJobs).filter((job) => job.allow_failure !== undefined),
    [],
  );
});

test('the reports of a run that failed are kept in every pipeline', () => {
  const kept = Object.values(workflow.jobs)
    .flatMap((job) => job.steps.filter((step) => step.if === 'always()'))
    .map((step) => step.with?.path);
  assert.deepEqual(kept, ['reports/shard', 'reports/ci', 'reports/ci', 'reports/ci']);
  for (const [name, { script, artifacts }] of Object.entries(gitlabJobs)) {
    const out = / --out (\S+)/.exec(script?.[0] ?? '')?.[1];
    const junit = artifacts?.reports?.junit;
    if (junit !== undefined) assert.equal(junit, `${out}/junit.xml`, name);
  }
  const outs = [...jenkins.matchAll(/ --out (reports\/\w+)'/g)].map(([, out]) => out);
  const published = [
    ...jenkins.matchAll(/always \{\s+junit '([^']+)\/junit\.xml'\s+archiveArtifacts '([^']+)\/\*\*'/g),
  ];
  assert.deepEqual(
    published.map(([, junit, archived]) => [junit, archived]),
    outs.map((out) => [out, out]),
  );
});

test('the Jenkinsfile is a pipeline of stages with steps, its braces closed', () => {
  const bare = jenkins.replace(/'[^'\n]*'|"[^"\n]*"/g, '""');
  let depth = 0;
  for (const [character] of bare.matchAll(/[{}]/g)) {
    depth += character === '{' ? 1 : -1;
    assert.ok(depth >= 0);
  }
  assert.equal(depth, 0);
  assert.match(jenkins, /^pipeline \{\n {2}agent none\n {2}stages \{/);
  const stages = jenkins.split(/\n {4}stage\('/).slice(1);
  assert.deepEqual(
    stages.map((stage) => stage.slice(0, stage.indexOf("'"))),
    ['Shards', 'Merged', 'Replayed', 'Bench', 'Release'],
  );
  for (const stage of stages) {
    assert.match(stage, /agent \{ label '/);
    assert.match(stage, /steps \{\s+sh '/);
  }
});

for (const [name, lines] of PIPELINES) {
  test(`the shards of ${name} run and merge`, async () => {
    await project.run('rm -rf shards reports');
    const shard = findLine(lines, '--shard');
    for (const index of [1, 2, 3]) {
      const end = await project.run(`${fillIn(shard, index)} --id 'HTTPCGET/resource/*'`);
      assert.equal(end.exitCode, 0, end.stdout + end.stderr);
    }
    const end = await project.run(fillIn(findLine(lines, 'report merge'), 0));
    assert.equal(end.exitCode, 0, end.stdout + end.stderr);
    assert.match(end.stdout, /^CONFORMS: /);
    assert.match(project.read('reports/ci/junit.xml'), /<testcase name="HTTPCGET\/resource\//);
  });

  test(`the transcript that ${name} replays is there, and means scenarios`, async () => {
    const line = findLine(lines, 'replay:');
    const path = /replay:(\S+)/.exec(line)?.[1] ?? '';
    assert.ok(existsSync(`${ROOT}${path}`), path);
    const listed = fillIn(line, 0).replace(path, `${ROOT}${path}`);
    const end = await project.run(`${listed} --id 'HTTPCGET/*' --list`);
    assert.equal(end.exitCode, 0, end.stderr);
    assert.match(end.stdout, /^HTTPCGET\//m);
  });

  test(`the bench of ${name} means something, its secrets included`, async () => {
    const line = `${fillIn(findLine(lines, '--device /dev/'), 0)} --id 'HTTPCGET/*' --list`;
    const end = await project.run(`export WIFI_SSID=secret WIFI_PASSWORD=secret; ${line}`);
    assert.equal(end.exitCode, 0, end.stderr);
    const without = await project.run(line);
    assert.equal(without.exitCode, 2);
    assert.match(without.stderr, /environment variable WIFI_SSID/);
  });
}

/** A module that answers ERROR to every HTTP command but the preflight, and OK to all others. */
const BROKEN_MODULE = `
let rest = '';
process.stdin.on('data', async (bytes) => {
  rest += bytes;
  for (let end = rest.indexOf('\\r\\n'); end >= 0; end = rest.indexOf('\\r\\n')) {
    const line = rest.slice(0, end);
    rest = rest.slice(end + 2);
    const preflight = /^AT\\+HTTPCGET="(.*\\/get)"$/.exec(line);
    if (preflight !== null) await fetch(preflight[1]);
    process.stdout.write(/^AT\\+HTTP(CLIENT|GETSIZE|CGET|CPOST|CPUT)/.test(line) && preflight === null ? 'ERROR\\r\\n' : 'OK\\r\\n');
  }
});
`;

test('a module that breaks its promises stops the bench, tried again or not, and leaves the reports', async () => {
  project.write('broken.mjs', BROKEN_MODULE);
  const ids = "--id 'HTTPCGET/resource/framing'";
  const { exitCode, stdout, stderr } = await project.run(
    `npm run -s conformance -- --device 'exec:node broken.mjs' ${ids} --retry 1 --out reports/ci`,
  );
  assert.equal(exitCode, 1, stdout + stderr);
  assert.match(project.read('reports/ci/summary.md'), /HTTPCGET\/resource\/framing/);
  assert.match(project.read('reports/ci/junit.xml'), /<failure/);
  assert.match(project.read('reports/ci/junit.xml'), /<rerunFailure/);
});
