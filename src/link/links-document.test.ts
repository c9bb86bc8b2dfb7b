import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBlocks, readDocument } from '../testing/document.ts';
import { parseDeviceAddress } from './device-address.ts';
import { parseSerialSettings } from './serial-settings.ts';

const DOCUMENT = 'docs/links.md';

describe('docs/links.md', () => {
  it('shows addresses that mean something', () => {
    const spans = [
      ...readDocument(DOCUMENT).matchAll(/`((?:serial|rfc2217|tcp|exec):[^`]+|\/dev\/tty[^`]*)`/g),
    ];
    const lines = findBlocks(DOCUMENT, 'sh').flatMap(({ text }) => [
      ...text.matchAll(/--device "?([^"\s]+)/g),
    ]);
    const addresses = [...spans, ...lines].map(([, address = '']) => address);
    assert.ok(addresses.length >= 7, addresses.join('\n'));
    for (const address of addresses) assert.ok(parseDeviceAddress(address).ok, address);
  });

  it('lists every option with the values that it takes, and with its default', () => {
    const text = readDocument(DOCUMENT);
    const rows = [
      ...text.matchAll(/^\| (`[a-zA-Z]+`(?:, `[a-zA-Z]+`)?) \| ([^|:]+?)(?::[^|]*)? \| (\S+) \|$/gm),
    ];
    const defaults = parseSerialSettings([]);
    assert.ok(defaults.ok);
    const listed = rows.flatMap(([, names = '', values = '', byDefault = '']) =>
      names
        .split(', ')
        .map((name) => ({ name: name.replaceAll('`', ''), values: values.split(', '), byDefault })),
    );
    assert.deepEqual(new Set(listed.map(({ name }) => name)), new Set(Object.keys(defaults.value)));
    for (const { name, values, byDefault } of listed) {
      for (const value of values.flatMap((each) => each.split(' to ')))
        assert.ok(parseSerialSettings([{ name, value }]).ok, `${name}=${value}`);
      assert.deepEqual(parseSerialSettings([{ name, value: byDefault }]), defaults, name);
    }
  });
});
