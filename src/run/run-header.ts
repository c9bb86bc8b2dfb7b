/** The first event of a run: all that a report needs to tell of it without any other file. */

import { isDeepStrictEqual } from 'node:util';
import type { LinkDescription } from '../link/link.ts';
import type { Origin } from '../origin/origin.ts';
import { ONE_ATTEMPT } from '../record/attempts.ts';
import {
  EVENT_FORMAT,
  type HeaderEvent,
  type Json,
  type PlannedScenario,
  type Unnumbered,
} from '../record/event.ts';
import { findAcceptance } from '../scenario/acceptance.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CommandSet } from '../spec/model.ts';
import type { RunOptions } from './run-options.ts';
import { hashSteps } from './step-hash.ts';

/** `variables` are empty where the origin could not be started. */
export function describeRun(
  options: RunOptions,
  { kind: link, settings }: LinkDescription,
  variables: Readonly<Record<string, string>>,
): Unnumbered<HeaderEvent> {
  const {
    tool,
    world,
    seed,
    set,
    profile,
    scenariosHash,
    features,
    others,
    repeat,
    attempts,
    shard,
    baseline,
    gate,
  } = options;
  return {
    kind: 'header',
    format: EVENT_FORMAT,
    tool,
    startedAt: new Date(world.clock.wallMs()).toISOString(),
    device: { address: world.address, link, settings },
    seed,
    clockScale: world.clock.scale,
    variables,
    // All are plain data, which their readonly types do not show.
    set: set as unknown as Json,
    profile: profile as unknown as Json,
    hashes: { set: set.hash, profile: profile.hash, scenarios: scenariosHash },
    plan: [...features.values(), ...others].map(({ scenario }) => describePlanned(scenario, set)),
    repeat,
    ...(shard === null ? {} : { shard }),
    ...(isDeepStrictEqual(attempts, ONE_ATTEMPT) ? {} : { attempts }),
    scenarioCount: options.scenarioCount,
    ...(baseline === null ? {} : { baseline: baseline as unknown as Json }),
    ...(gate === null ? {} : { gate }),
  };
}

/** What `${origin}` and its kin stand for in this run. */
export function listVariables(origin: Origin, seed: string): Record<string, string> {
  return {
    origin: origin.httpUrl,
    origin_https: origin.httpsUrl,
    origin_host: origin.hostName,
    closed: origin.closedUrl,
    seed,
  };
}

/** The header without the secrets of the bench: in how it reaches the module, and in words of scenarios. Specs and ids stay as they are. */
export function maskHeader(
  header: Unnumbered<HeaderEvent>,
  mask: (text: string) => string,
): Unnumbered<HeaderEvent> {
  const { device, variables, plan, repeat } = header;
  const maskValues = <Value extends Json>(values: Readonly<Record<string, Value>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? mask(value) : value]),
    ) as Record<string, Value>;
  return {
    ...header,
    device: { ...device, address: mask(device.address), settings: maskValues(device.settings) },
    variables: maskValues(variables),
    plan: plan.map((planned) => ({ ...planned, title: mask(planned.title) })),
    repeat: mask(repeat),
  };
}

function describePlanned(scenario: Scenario, set: CommandSet): PlannedScenario {
  const { id, title, command, notation, requirements, questions, tags, place, steps } = scenario;
  const accept = findAcceptance(scenario, set);
  const hash = hashSteps(steps);
  const planned = { id, title, command, notation, requirements, questions, tags, place, hash };
  return accept === null ? planned : { ...planned, accept };
}
