/** Turns the sentences of serialport, which carries no error codes, into a LinkError. */
import { findDeviceHolders } from './device-holder.ts';
import { LinkError, type LinkFault } from './link.ts';

type Meaning = readonly [words: RegExp, fault: LinkFault, what: string, hint: string];

const PERMISSION_HINT = 'join the group that owns the device, often dialout, and log in again';

const MEANINGS: readonly Meaning[] = [
  [
    /no such file|file not found|no such device/i,
    'not-found',
    'is not there',
    'list what is there with `ls /dev/tty*`',
  ],
  [
    /cannot lock|resource busy|access denied/i,
    'busy',
    'is used by another program',
    'close the program that uses it',
  ],
  [/permission denied|not permitted/i, 'refused', 'may not be opened', PERMISSION_HINT],
  [
    /inappropriate ioctl|is a directory/i,
    'failed',
    'is not a serial port',
    'give the path of a serial device',
  ],
  [/baud rate/i, 'failed', 'does not run at this speed', 'give another `baud`'],
];

/** Why `path` could not be opened; a busy one with the names of the programs that have it, where they are visible. */
export async function describeSerialFault(address: string, path: string, error: Error): Promise<LinkError> {
  const words = error.message.replace(/^Error:? /, '');
  const meaning = MEANINGS.find(([pattern]) => pattern.test(words));
  if (!meaning)
    return new LinkError('failed', `${address} could not be opened (${words})`, `look at ${path}`);
  const [, fault, what, hint] = meaning;
  const holders = fault === 'busy' ? await findDeviceHolders(path) : [];
  if (holders.length > 0)
    return new LinkError(
      'busy',
      `${address} is used by ${holders.join(', ')}`,
      'end that program, or give another path',
    );
  return new LinkError(fault, `${address} ${what} (${words})`, hint);
}
