import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHASES, TRIGGERS } from '../src/record/phase.ts';
import { readSessionDocument, renderSessionDocument, SESSION_DOCUMENT } from './write-session-diagram.ts';

const written = await readSessionDocument();

test(`${SESSION_DOCUMENT} draws the transitions that the session has`, () => {
  assert.ok(
    renderSessionDocument(written) === written,
    `${SESSION_DOCUMENT} has drifted: run \`npm run docs:session\``,
  );
});

test(`${SESSION_DOCUMENT} explains every phase and every trigger in words`, () => {
  for (const name of [...PHASES, ...TRIGGERS])
    assert.match(written, new RegExp(`^\\| \`${name}\` \\| \\S`, 'm'), name);
});

test('a document without its marks is refused, not overwritten', () => {
  assert.throws(() => renderSessionDocument('# The session\n'), /has lost its marks/);
});
