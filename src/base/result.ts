/** Expected faults as values. Our own mistakes are thrown instead, see invariant.ts. */
export type Result<Value, Fault> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

export function succeed<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

export function refuse<Fault>(fault: Fault): Result<never, Fault> {
  return { ok: false, fault };
}
