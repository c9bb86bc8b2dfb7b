/** Turns what the system says of a host, a program or a device into a LinkError with one thing to do. */
import { LinkError, type LinkFault } from './link.ts';

type Meaning = readonly [fault: LinkFault, what: string, hint: string];

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: ['refused', 'refused the connection', 'start what listens there, or check host and port'],
  ENOTFOUND: ['not-found', 'names an unknown host', 'check the spelling of the host'],
  EAI_AGAIN: ['not-found', 'names a host that could not be looked up', 'check the name server'],
  EHOSTUNREACH: ['refused', 'cannot be reached', 'check that the host is on and in the same network'],
  ENETUNREACH: ['refused', 'cannot be reached', 'check the network of this machine'],
  EADDRNOTAVAIL: ['refused', 'cannot be reached', 'check host and port'],
  ETIMEDOUT: ['refused', 'did not answer', 'check host, port and any firewall between'],
  EACCES: ['refused', 'may not be used', 'ask for the right to use it'],
  EPERM: ['refused', 'may not be used', 'ask for the right to use it'],
  ECONNRESET: ['lost', 'reset the connection', 'see why the other end went away'],
  EPIPE: ['lost', 'takes no more bytes', 'see why the other end went away'],
};

/** What `error` means for the link at `address`; an unknown one is `failed`, in the system's own words. */
export function describeSystemFault(address: string, error: Error): LinkError {
  const words = describeError(error);
  const [fault, what, hint] = MEANINGS[(error as NodeJS.ErrnoException).code ?? ''] ?? [
    'failed',
    'failed',
    'try the same path with another program',
  ];
  return new LinkError(fault, `${address} ${what} (${words})`, hint);
}

/** A host name with several addresses fails with an empty message and one error for each address. */
function describeError(error: Error): string {
  if (error.message !== '') return error.message;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : null;
  return first instanceof Error ? first.message : String((error as NodeJS.ErrnoException).code ?? error.name);
}
