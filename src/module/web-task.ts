/** An HTTP request as a command wants it, carried out: what the host is told of the answer, and how the command ends. */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { Conduct } from './conduct.ts';
import type { ExchangeLimits } from './http/exchange.ts';
import type { HttpRequest } from './http/request.ts';
import type { ResponseHead } from './http/response.ts';
import { createBlockWriter } from './information.ts';
import type { Final } from './personality.ts';

export interface WebTask {
  /** Of information responses: `+HTTPCGET`. */
  readonly prefix: string;
  readonly request: HttpRequest;
  readonly limits: ExchangeLimits;
  /** body: blocks of the body. head: a block for each header line. size: one line with the length, and no body is read. */
  readonly report: 'body' | 'head' | 'size';
  /** Most data in one block, 1 or more. */
  readonly blockBytes: number;
  readonly unknownSize: string;
  /** null: it ends without a word. */
  readonly finals: {
    readonly success: Final | null;
    /** Status 400 or more. */
    readonly errorStatus: Final | null;
    /** No connection, no whole answer, or none in time. */
    readonly transport: Final | null;
  };
}

/** What a task needs of the module that runs it. */
export interface WebTaskHost {
  readonly clock: Clock;
  readonly conduct: Conduct;
  emit(bytes: Bytes): void;
}

/** Starts `task`. `emit` gets whole information responses, then `onDone` the final, never from within this call. */
export function startWebTask(
  task: WebTask,
  { clock, conduct, emit }: WebTaskHost,
  onDone: (final: Final | null) => void,
): { abort(): void } {
  const { prefix, report, finals } = task;
  const blocks = createBlockWriter(task.blockBytes, (data) => emit(conduct.renderBlock(prefix, data)));
  let status = 0;
  function reportHead(head: ResponseHead): void {
    for (const [name, value] of head.headers)
      emit(conduct.renderBlock(prefix, Buffer.from(`${name}: ${value}`, 'latin1')));
  }
  function reportSize({ lengthText }: ResponseHead): void {
    const size = lengthText === null ? task.unknownSize : BigInt(lengthText).toString();
    emit(Buffer.from(`${prefix}:${size}\r\n`, 'latin1'));
  }
  return conduct.exchange(task.request, task.limits, clock, {
    onHead(head) {
      status = head.status;
      if (report === 'head') reportHead(head);
      if (report === 'size') reportSize(head);
      return report === 'size' ? 'stop' : 'read';
    },
    onBody: (part) => blocks.push(part),
    onEnd(end) {
      blocks.flush();
      if (end === 'failed') onDone(finals.transport);
      else onDone(conduct.isErrorStatus(status) ? finals.errorStatus : finals.success);
    },
  });
}
