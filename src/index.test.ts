import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  createLiveWorld,
  createModule,
  createSystemClock,
  loadProject,
  parseDeviceAddress,
  planConformance,
  startConformance,
  startOrigin,
} from './index.ts';

test('a program of its own can talk to a module that fetches from an origin', async (t) => {
  const clock = createSystemClock();
  const origin = await startOrigin({ clock, httpAddress: null, httpsAddress: null, hostName: null });
  t.after(() => origin.close());
  const module = createModule({ personality: 'winnermicro', clock, net: 'up' });
  t.after(() => module.close());
  const answer = new Promise<string>((resolve) => {
    let received = '';
    module.setListener((bytes) => {
      received += Buffer.from(bytes).toString('latin1');
      if (/\r\nOK\r\n/.test(received)) resolve(received);
    });
  });
  module.write(Buffer.from(`AT+HTTPCGET="${origin.httpUrl}/bytes/5"\r\n`));
  assert.match(await answer, /^\+HTTPCGET:5,/m);
  assert.equal(origin.requests[0]?.target, '/bytes/5');
});

test('a program of its own can make a run', async () => {
  const project = await loadProject(fileURLToPath(new URL('../', import.meta.url)), 'http', 'winnermicro');
  const { set, profile } = project;
  assert.ok(set !== null && profile !== null);
  const ids = ['HTTPGETSIZE/size/exact/one', 'HTTPGETSIZE/size/no-body'];
  const plan = planConformance(project, profile, { tags: null, ids, exactly: null }, true);
  const device = parseDeviceAddress('sim:');
  assert.ok(plan.ok && device.ok && device.value.kind !== 'replay');
  const begun: string[] = [];
  const run = startConformance({
    tool: { name: 'test', version: '1' },
    project,
    set,
    profile,
    plan: plan.value,
    world: createLiveWorld(device.value, 10, { httpAddress: null, httpsAddress: null, hostName: null }),
    seed: '1',
    setupLines: [],
    secrets: [],
    repeat: '',
    failFast: false,
    onEvent: () => {},
    observer: {
      onBegin: () => {},
      onScenarioBegin: (id) => begun.push(id),
      onScenarioEnd: () => {},
      onFault: assert.fail,
    },
  });
  assert.equal((await run.result).exitCode, 0);
  assert.deepEqual(begun, ['HTTPGETSIZE/size/no-body', 'HTTPGETSIZE/size/exact/one']);
});
