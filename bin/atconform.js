#!/usr/bin/env node
/** The command `atconform`: from source through tsx where `src/` is there, from compiled code otherwise. */
import { existsSync } from 'node:fs';

const source = new URL('../src/cli/main.ts', import.meta.url);

// Source first: the other way round a forgotten, stale `dist/` would be run silently.
if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import(new URL('../dist/cli/main.js', import.meta.url).href);
}
