/**
 * Times exchanges of `AT` and `OK` with a modem of C on a pseudo terminal, every contender in turn, again and again:
 * `npm run bench`. Prints the figures and writes them into docs/performance.md. `--counts 3,5 --rounds 1 --out FILE` for a trial.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONTENDERS, type Contender, OURS } from './bench-contenders.ts';
import { ROOT } from './test-files.ts';

interface Row {
  readonly contender: Contender;
  readonly count: number;
  /** One for each round. */
  readonly timesMs: readonly number[];
}

/** Rounds take turns, so that whatever else the machine does falls on all alike. Throws where somebody did not get all of its OKs. */
export async function measure(counts: readonly number[], rounds: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'atconform-bench-'));
  const { modem, terminal } = await startModem(folder);
  const able = CONTENDERS.filter(({ problem }) => problem === null);
  const rows: Row[] = [];
  try {
    for (const count of counts) {
      const times = new Map<Contender, number[]>(able.map((contender) => [contender, []]));
      for (let round = 0; round < rounds; round += 1)
        for (const contender of able) {
          const { oks, ms } = await contender.exchange(terminal, count);
          if (oks !== count) throw new Error(`${contender.name} got ${oks} OKs and not ${count}: no figure`);
          times.get(contender)?.push(ms);
        }
      rows.push(...able.map((contender) => ({ contender, count, timesMs: times.get(contender) ?? [] })));
    }
  } finally {
    modem.stdin?.end();
    rmSync(folder, { recursive: true });
  }
  return rows;
}

async function startModem(folder: string): Promise<{ modem: ChildProcess; terminal: string }> {
  const program = join(folder, 'modem');
  const built = spawnSync('cc', ['-O2', '-o', program, join(ROOT, 'bench/modem.c')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`cc is needed and made no modem: ${built.stderr ?? built.error}`);
  const modem = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [printed] = await once(modem.stdout, 'data');
  return { modem, terminal: String(printed).trim() };
}

function medianOf(timesMs: readonly number[]): number {
  const sorted = [...timesMs].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function showMs(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

export function renderTable(rows: readonly Row[], count: number): string {
  const own = rows.filter((row) => row.count === count);
  const ours = own.find(({ contender }) => contender.name === OURS);
  const lines = own.map(({ contender, timesMs }) => {
    const median = medianOf(timesMs);
    const spread = `${showMs(Math.min(...timesMs))}–${showMs(Math.max(...timesMs))}`;
    const ratio = ours === undefined ? '' : (median / medianOf(ours.timesMs)).toFixed(3);
    const each = ((median * 1000) / count).toFixed(0);
    return `| ${contender.name} | ${contender.covers} | ${showMs(median)} | ${spread} | ${each} | ${ratio} |`;
  });
  const head =
    '| who | the time of | median ms | min–max ms | µs each | against ours |\n|---|---|---|---|---|---|';
  return `${head}\n${lines.join('\n')}`;
}

function renderDocument(
  rows: readonly Row[],
  counts: readonly number[],
  rounds: number,
  loadBefore: number,
): string {
  const busy =
    loadBefore > availableParallelism()
      ? ' It was busy with other work, which the spreads show: trust the order, not the figures.'
      : '';
  const missing = CONTENDERS.flatMap(({ problem }) => (problem === null ? [] : [`- ${problem}`]));
  return `# Performance

Written by \`npm run bench\`; not checked by any test, since times are the machine's. A modem of C (\`bench/modem.c\`) answers every
\`AT\` with \`OK\` on a pseudo terminal, without echo and at once. All contenders talk to the same modem, one after the other, ${rounds} rounds in turn.
Who does not get every single \`OK\` gets no figure.

Machine: ${availableParallelism()} cores, Node ${process.versions.node}, ${process.platform}; load when it began: ${loadBefore.toFixed(1)}.${busy}

${counts.map((count) => `## ${count} exchanges\n\n${renderTable(rows, count)}\n`).join('\n')}
A declarative run judges each answer, checks the wire channel, and writes all of it down; the others only compare bytes. A replay starts the command, loads
the project, and judges every exchange again.
${missing.length === 0 ? '' : `\nNot measured:\n\n${missing.join('\n')}\n`}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      counts: { type: 'string', default: '1000,10000' },
      rounds: { type: 'string', default: '3' },
      out: { type: 'string', default: join(ROOT, 'docs/performance.md') },
    },
  });
  const counts = values.counts.split(',').map(Number);
  const rounds = Number(values.rounds);
  for (const { problem } of CONTENDERS) if (problem !== null) console.log(`left out: ${problem}`);
  const [loadBefore = 0] = loadavg();
  const rows = await measure(counts, rounds);
  for (const count of counts) console.log(`\n${count} exchanges\n${renderTable(rows, count)}`);
  writeFileSync(values.out, renderDocument(rows, counts, rounds, loadBefore));
  console.log(`\nwrote ${values.out}`);
}
