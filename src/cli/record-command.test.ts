import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { spawn as spawnOnTerminal } from '@lydell/node-pty';
import { decodeLatin1 } from '../base/bytes.ts';
import { readEvents } from '../record/event-reader.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import { runCommandLine } from '../testing/command-line-run.ts';
import { serveScript } from '../testing/scripted-module.ts';

const BIN = fileURLToPath(new URL('../../bin/atconform.js', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'atconform-record-'));
writeFileSync(join(temporary, 'atconform.config.yaml'), 'secrets: [WIFI_KEY]\n');
writeFileSync(join(temporary, 'body.bin'), 'from a file');
const env = { ...process.env, NO_COLOR: '1', WIFI_KEY: 'geheim/123' };

interface PipeEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pipes `lines` into `atconform record`. */
function recordLines(lines: readonly string[], out: string, ...words: string[]): Promise<PipeEnd> {
  const child = spawn(process.execPath, [BIN, 'record', '--out', out, ...words], { cwd: temporary, env });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, ...said })));
}

/** What was sent, as what, and everything that came, of a transcript that nobody altered. */
function readTranscript(path: string): { sent: string[]; received: string } {
  const { events, faults } = readEvents(readFileSync(path, 'utf8'));
  assert.deepEqual(faults, []);
  const sent = events.flatMap((event) =>
    event.kind === 'tx' ? [`${event.as} ${decodeLatin1(decodeRecordedBytes(event.bytes))}`] : [],
  );
  const received = events.flatMap((event) =>
    event.kind === 'rx' ? [decodeLatin1(decodeRecordedBytes(event.bytes))] : [],
  );
  return { sent, received: received.join('') };
}

test('a pipe of lines is sent line by line, data after a prompt as it stands, and a scenario can be drafted of it', async () => {
  const out = join(temporary, 'piped.ndjson');
  const lines = [
    'AT',
    'AT+HTTPURLCFG=23',
    'http://192.168.1.2/file',
    'AT+HTTPURLCFG?',
    'AT+HTTPURLCFG=11',
    ':file body.bin',
  ];
  const end = await recordLines(lines, out, '--device', 'sim:');
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  assert.match(
    end.stdout,
    /^→ AT\n← OK\n→ AT\+HTTPURLCFG=23\n← OK\n← >\n→ http:\/\/192\.168\.1\.2\/file\n← SET OK\n/,
  );
  const { sent, received } = readTranscript(out);
  assert.deepEqual(sent, [
    'command AT\r\n',
    'command AT+HTTPURLCFG=23\r\n',
    'data http://192.168.1.2/file',
    'command AT+HTTPURLCFG?\r\n',
    'command AT+HTTPURLCFG=11\r\n',
    'data from a file',
  ]);
  assert.match(received, /\+HTTPURLCFG:23,http:\/\/192\.168\.1\.2\/file\r\n/);
  const drafted = await runCommandLine(['scenario', out]);
  assert.equal(drafted.exitCode, 0, drafted.stderr);
  assert.match(
    drafted.stdout,
    /send: AT\+HTTPURLCFG=23\n[\s\S]*prompt: present[\s\S]*payload: http:\/\/192\.168\.1\.2\/file\n[\s\S]*expect: SET OK/,
  );
});

test('bytes can be given in each way, what comes can be seen as a dump, and a mistake sends nothing', async () => {
  const out = join(temporary, 'bytes.ndjson');
  const lines = [
    ':raw AT\\r',
    ':hex 0a',
    ':view hex',
    ':line AT',
    ':view',
    ':nothing',
    ':wait',
    '${env.OTHER}',
    ':help',
    ':quit',
    'AT',
  ];
  const end = await recordLines(lines, out, '--device', 'sim:');
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  assert.deepEqual(readTranscript(out).sent, ['raw AT\r', 'raw \n', 'command AT\r\n']);
  assert.match(end.stdout, /← 0000 {2}4f 4b 0d 0a +OK\.\.\n/);
  assert.match(end.stdout, /\? {2}:view takes hex or text, not ""\n/);
  assert.match(end.stdout, /\? {2}no command is called :nothing; :help lists them\n/);
  assert.match(
    end.stdout,
    /\? {2}\$\{env\.OTHER\} is no secret of this project: list OTHER in atconform\.config\.yaml\n/,
  );
  assert.match(end.stdout, /:file PATH +sends what the file holds\n/);
});

test('a secret goes to the module and into no file, nor on the terminal', async (t) => {
  const served = await serveScript({ echo: true, pieceBytes: 2 });
  t.after(served.close);
  const out = join(temporary, 'secret.ndjson');
  const end = await recordLines(['AT+CWJAP="lab","${env.WIFI_KEY}"'], out, '--device', served.device);
  assert.equal(end.exitCode, 0, end.stdout + end.stderr);
  assert.deepEqual(served.received, [`AT+CWJAP="lab","${env.WIFI_KEY}"`]);
  const { sent, received } = readTranscript(out);
  assert.deepEqual(sent, ['command AT+CWJAP="lab","***"\r\n']);
  assert.match(received, /^AT\+CWJAP="lab","\*\*\*"\r\nOK\r\n$/);
  for (const text of [readFileSync(out, 'utf8'), end.stdout, end.stderr])
    assert.ok(!text.includes(env.WIFI_KEY));
});

test('a module that is not there, is silent or goes away is told, with 4', async (t) => {
  const out = join(temporary, 'none.ndjson');
  const unreachable = await recordLines(['AT'], out, '--device', '/dev/no-such-port');
  assert.equal(unreachable.exitCode, 4);
  assert.match(unreachable.stderr, /no-such-port/);
  const served = await serveScript({ misconducts: [{ kind: 'die', on: 'AT+GONE' }] });
  t.after(served.close);
  const gone = await recordLines(['AT', 'AT+GONE', 'AT'], out, '--device', served.device);
  assert.equal(gone.exitCode, 4, gone.stdout + gone.stderr);
  assert.match(gone.stderr, /what came before it is in .*none\.ndjson/);
  assert.deepEqual(readTranscript(out).sent, ['command AT\r\n', 'command AT+GONE\r\n']);
  const silent = await recordLines([], out, '--device', 'exec:cat >/dev/null');
  assert.equal(silent.exitCode, 4);
  assert.match(silent.stderr, /the module sent nothing/);
  const replay = await recordLines([], out, '--device', 'replay:x.ndjson');
  assert.equal(replay.exitCode, 2);
});

test('at a terminal lines are edited, the arrow brings the last one back, and Ctrl-] leaves', async () => {
  const out = join(temporary, 'typed.ndjson');
  const terminal = spawnOnTerminal(process.execPath, [BIN, 'record', '--device', 'sim:', '--out', out], {
    cwd: temporary,
    env: env as Record<string, string>,
  });
  let said = '';
  // Each is typed once the one before has been answered.
  const steps: readonly (readonly [seen: RegExp, typed: string])[] = [
    [/Ctrl-\] leaves/, 'ATX\u007f\r'],
    [/← OK/, '\u001b[A\r'],
    [/← OK[\s\S]*← OK/, '\u0003'],
    [/:raw \\x03 sends/, '\u001d'],
  ];
  let next = 0;
  terminal.onData((text) => {
    said += text;
    const [seen, typed] = steps[next] ?? [];
    if (seen === undefined || typed === undefined || !seen.test(said)) return;
    next += 1;
    terminal.write(typed);
  });
  const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => terminal.onExit(resolve));
  assert.equal(exitCode, 0, said);
  assert.deepEqual(readTranscript(out).sent, ['command AT\r\n', 'command AT\r\n'], said);
  assert.match(said, /typed\.ndjson: 2 sent, \d+ received/);
});
