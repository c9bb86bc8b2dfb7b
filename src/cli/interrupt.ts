/** Ctrl-C, and a request to end: what ran is still reported. */

/** The first signal ends what runs in order, with its reports; a second one ends the process. */
export function onInterrupt(interrupt: () => void): () => void {
  let isAsked = false;
  const take = () => {
    if (isAsked) process.exit(130);
    isAsked = true;
    console.error('\ninterrupted: closing the scenario that runs; once more ends at once');
    interrupt();
  };
  process.on('SIGINT', take);
  process.on('SIGTERM', take);
  return () => {
    process.off('SIGINT', take);
    process.off('SIGTERM', take);
  };
}
