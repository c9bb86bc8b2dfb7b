import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'yaml';
import { findBlocks } from '../src/testing/document.ts';
import { createSampleProject, type SampleProject } from '../src/testing/sample-project.ts';

interface WorkflowStep {
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[] } };
  readonly jobs: Readonly<
    Record<string, { readonly needs?: string; readonly steps: readonly WorkflowStep[] }>
  >;
}

const workflow = parse(findBlocks('docs/ci.md', 'yaml')[0]?.text ?? '') as Workflow;
const steps = workflow.jobs.conformance?.steps ?? [];
const suite = steps.find(({ run }) => run?.startsWith('npm run conformance')) ?? assert.fail('no suite');
const folder = / --out (\S+)/.exec(suite.run ?? '')?.[1] ?? assert.fail('no --out');

let project: SampleProject;
before(() => {
  project = createSampleProject('httpcget');
  const setup = findBlocks('README.md', 'at')[0]?.text ?? '';
  project.write('network.at', setup);
});
after(() => project.remove());

test('the workflow is one that releases only what conforms', () => {
  assert.deepEqual(workflow.on.push.tags, ['v*']);
  assert.equal(workflow.jobs.release?.needs, 'conformance');
  assert.equal(suite['continue-on-error'], undefined);
  assert.equal(suite.if, undefined);
  assert.doesNotMatch(suite.run ?? '', /[|;&]/);
  assert.deepEqual(
    steps.filter((step) => step.if === 'always()').map(({ run, with: options }) => run ?? options?.path),
    [`cat ${folder}/summary.md >> "$GITHUB_STEP_SUMMARY"`, folder],
  );
});

test('the command of the workflow means something, its secrets included', async () => {
  const secrets = Object.keys(suite.env ?? {});
  const assignments = secrets.map((name) => `${name}=secret`).join(' ');
  const selection = "--id 'HTTPCGET/*' --list";
  const listing = await project.run(`${assignments} ${suite.run} ${selection}`);
  assert.equal(listing.exitCode, 0, listing.stderr);
  const without = await project.run(`${suite.run} ${selection}`);
  assert.equal(without.exitCode, 2);
  assert.match(without.stderr, new RegExp(`environment variable ${secrets[0]}`));
});

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

test('without its bench options the command stops a module that breaks its promises, and leaves the reports', async () => {
  project.write('broken.mjs', BROKEN_MODULE);
  const ids = "--id 'HTTPCGET/resource/framing'";
  const { exitCode, stdout, stderr } = await project.run(
    `npm run -s conformance -- --device 'exec:node broken.mjs' ${ids} --out ${folder}`,
  );
  assert.equal(exitCode, 1, stdout + stderr);
  assert.match(project.read(`${folder}/summary.md`), /HTTPCGET\/resource\/framing/);
  assert.match(project.read(`${folder}/junit.xml`), /<failure/);
});
