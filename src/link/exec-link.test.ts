import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { createSystemClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { createTcpPeer } from '../testing/link-peer.ts';
import { createExecLink } from './exec-link.ts';

const clock = createSystemClock();
const linkTo = (command: string) => createExecLink({ kind: 'exec', text: `exec:${command}`, command }, clock);

/** A shell command that runs `before` and then holds a connection to `port` for as long as it lives, and says so. */
const holdConnection = (port: number, before = '') =>
  `'${process.execPath}' -e '${before};require("net").connect(${port}, "127.0.0.1", () => console.log("up"))'`;

async function faultOf(command: string) {
  const collector = createLinkCollector();
  const link = linkTo(command);
  await link.open(collector);
  const fault = await collector.faulted();
  await link.close();
  assert.equal(collector.faults.length, 1);
  return { fault, collector };
}

describe('an exec link', () => {
  it('says that a program is not there', async () => {
    const { fault } = await faultOf('no-such-program-anywhere');
    assert.equal(fault.fault, 'not-found');
    assert.match(fault.message, /^exec:no-such-program-anywhere ended with exit code 127: .*not found/);
  });

  it('says how a program ended, and with which last words, after its last bytes', async () => {
    const { fault, collector } = await faultOf('echo bye; echo no device >&2; exit 3');
    assert.equal(fault.fault, 'lost');
    assert.match(fault.message, /ended with exit code 3: no device$/);
    assert.equal((await collector.received(4)).toString(), 'bye\n');
  });

  it('says which signal ended a program', async () => {
    const { fault } = await faultOf('kill -9 $$');
    assert.match(fault.message, /was ended by SIGKILL$/);
  });

  it('keeps the end of what a talkative program complains of', async () => {
    const { fault } = await faultOf('i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done');
    assert.ok(fault.message.length < 2_300);
    assert.match(fault.message, /line 1999$/);
  });

  it('is lost when the program closes its output and lives on', async () => {
    const { fault } = await faultOf('exec >&-; exec sleep 100');
    assert.match(fault.message, /closed its output$/);
  });

  it('lets the event loop turn while a program never stops sending, in chunks of at most 64 KiB', async () => {
    const link = linkTo('cat /dev/zero');
    const turns: number[] = [];
    let turn = 0;
    let longest = 0;
    const count = () => {
      turn += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await new Promise<void>((resolve) => {
      const onBytes = (bytes: Uint8Array) => {
        longest = Math.max(longest, bytes.length);
        turns.push(turn);
        if (turns.length === 100) resolve();
      };
      void link.open({ onBytes, onFault: assert.fail });
    });
    clearImmediate(counting);
    await link.close();
    assert.ok(longest <= 64 * 1024);
    // What had come before open resolved is delivered in one turn.
    const later = turns.slice(50);
    assert.equal(new Set(later).size, later.length);
  });

  it('ends all that the program has started', async () => {
    const peer = await createTcpPeer();
    const link = linkTo(`${holdConnection(peer.port)} & wait`);
    const collector = createLinkCollector();
    await link.open(collector);
    await collector.received(3);
    await link.close();
    await peer.released();
    await peer.dispose();
  });

  it('ends a program that does not want to, and asks it first', async () => {
    const peer = await createTcpPeer();
    const link = linkTo(holdConnection(peer.port, 'process.on("SIGTERM", () => console.log("no"))'));
    const collector = createLinkCollector();
    await link.open(collector);
    await collector.received(3);
    await link.close();
    await peer.released();
    await peer.dispose();
  });

  it('leaves no program behind when our process ends in haste', async () => {
    const peer = await createTcpPeer();
    const source = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const command = JSON.stringify(holdConnection(peer.port));
    const script = `
      import { createSystemClock } from ${source('../base/clock.ts')};
      import { createExecLink } from ${source('./exec-link.ts')};
      const address = { kind: 'exec', text: 'exec:', command: ${command} };
      const onBytes = () => process.exit(7);
      await createExecLink(address, createSystemClock()).open({ onBytes, onFault() {} });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const [code] = await once(child, 'exit');
    assert.equal(code, 7);
    await peer.released();
    await peer.dispose();
  });
});
