import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSystemClock } from '../base/clock.ts';
import { createLinkCollector } from '../testing/link-collector.ts';
import { createTcpPeer } from '../testing/link-peer.ts';
import { describeSystemFault } from './system-fault.ts';
import { createTcpLink } from './tcp-link.ts';

const linkTo = (host: string, port: number) =>
  createTcpLink({ kind: 'tcp', text: `tcp:${host}:${port}`, host, port }, createSystemClock());

describe('a TCP link', () => {
  it('is refused where nobody listens, by address and by name', async () => {
    const peer = await createTcpPeer();
    await peer.dispose();
    for (const host of ['127.0.0.1', 'localhost']) {
      const collector = createLinkCollector();
      await assert.rejects(linkTo(host, peer.port).open(collector), {
        name: 'LinkError',
        fault: 'refused',
        message: new RegExp(`^tcp:${host}:${peer.port} refused the connection \\(.*ECONNREFUSED`),
        hint: /check host and port/,
      });
      assert.deepEqual(collector.faults, []);
    }
  });

  it('hears the last bytes of a peer that closes in good order', async () => {
    const peer = await createTcpPeer();
    const collector = createLinkCollector();
    const link = linkTo('127.0.0.1', peer.port);
    await link.open(collector);
    peer.send(new Uint8Array(300_000));
    peer.end();
    const fault = await collector.faulted();
    assert.equal((await collector.received(300_000)).length, 300_000);
    assert.match(fault.message, /closed the connection/);
    await link.close();
    await peer.dispose();
  });

  it('has a fault and a hint for what the system may say', () => {
    const say = (code: string) => describeSystemFault('tcp:x:1', Object.assign(new Error(code), { code }));
    assert.equal(say('ENOTFOUND').fault, 'not-found');
    assert.equal(say('EAI_AGAIN').fault, 'not-found');
    assert.equal(say('EHOSTUNREACH').fault, 'refused');
    assert.equal(say('ETIMEDOUT').fault, 'refused');
    assert.equal(say('EPIPE').fault, 'lost');
    assert.equal(say('EMFILE').fault, 'failed');
    assert.match(say('EMFILE').message, /^tcp:x:1 failed \(EMFILE\)$/);
    const silent = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    assert.match(describeSystemFault('tcp:x:1', silent).message, /\(ECONNREFUSED\)$/);
  });
});
