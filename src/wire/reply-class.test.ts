import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReplyClassifier } from './reply-class.ts';

const classify = createReplyClassifier({
  successFinals: ['SEND OK', 'OK'],
  errorFinals: ['ERROR', 'SEND FAIL'],
  numericSuccessFinals: ['0'],
  numericErrorFinals: ['4'],
  busy: ['busy p...'],
  urcs: ['WIFI GOT IP', '\\+IPD,\\d+'],
  banner: 'ready',
});

test('a line means what the profile declares, and only as a whole', () => {
  const lines = [
    'OK',
    'SEND OK',
    'ERROR',
    'busy p...',
    '+IPD,12',
    'ready',
    'OK now',
    '+IPD,12x',
    'already',
    '',
  ];
  assert.deepEqual(lines.map(classify), [
    'success',
    'success',
    'error',
    'busy',
    'urc',
    'banner',
    'other',
    'other',
    'other',
    'other',
  ]);
});
