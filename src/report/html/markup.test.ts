import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, joinMarkup, markText, trustMarkup } from './markup.ts';

test('text is escaped, markup is not escaped twice, null is nothing, lists are joined', () => {
  const inner = html`<b title="${'"\''}">${'<&>'}</b>`;
  assert.equal(inner.text, '<b title="&quot;&#39;">&lt;&amp;&gt;</b>');
  assert.equal(html`<p>${inner}${null}${['a', 1, ['b']]}</p>`.text, `<p>${inner.text}a1b</p>`);
  assert.equal(joinMarkup(['<', '>'], trustMarkup('<br>')).text, '&lt;<br>&gt;');
});

test('content may keep its quotation marks', () => {
  assert.equal(markText('AT+X="<a>"').text, 'AT+X="&lt;a&gt;"');
});

test('control characters and marks that turn text around are shown, not sent', () => {
  assert.equal(html`${'a\u0000\u001b\u202eb\u009f'}`.text, 'a\\x00\\x1b\\u202eb\\x9f');
  assert.equal(markText('a\u2066b\tc\n').text, 'a\\u2066b\tc\n');
});
