import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { runCommandLine } from '../testing/command-line-run.ts';
import { type SimulateOptions, simulate } from './simulate-command.ts';

const OPTIONS: SimulateOptions = { personality: 'winnermicro', net: 'up' };

test('what cannot be served is told with what to write', async () => {
  const faults: [Partial<SimulateOptions>, RegExp][] = [
    [{}, /where is the module to be served\?/],
    [{ tcp: '127.0.0.1:70000' }, /--tcp takes HOST:PORT, not 127\.0\.0\.1:70000/],
    [{ tcp: '0', personality: 'nobody' }, /no personality is called nobody/],
    [{ tcp: '0', net: 'sideways' }, /--net is up or down, not sideways/],
    [{ tcp: '0', fault: 'final-twice-lat' }, /no fault final-twice-lat/],
  ];
  for (const [options, message] of faults)
    await assert.rejects(simulate({ ...OPTIONS, ...options }), { name: 'UsageFault', exitCode: 2, message });
});

test('an address that is taken ends with 4', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  await assert.rejects(simulate({ ...OPTIONS, tcp: `127.0.0.1:${port}` }), {
    name: 'UsageFault',
    exitCode: 4,
  });
});

test('a served module says where it is and ends with 0 when interrupted', async () => {
  let isTold = false;
  const end = await runCommandLine(['simulate', '--tcp', '127.0.0.1:0', '--personality', 'esp-at'], {
    onOutput(printed, child) {
      if (isTold || !printed.includes('Ctrl-C ends it')) return;
      isTold = true;
      child.kill('SIGINT');
    },
  });
  assert.equal(end.exitCode, 0, end.stderr);
  assert.match(end.stdout, /^esp-at on 127\.0\.0\.1:\d+\nCtrl-C ends it\n$/);
});
