/**
 * The public API: a module that behaves, for whoever writes a host driver; an origin under test control; and a conformance run
 * from a program of one's own.
 */
export { type Clock, createSystemClock } from './base/clock.ts';
export { type DeviceAddress, parseDeviceAddress } from './link/device-address.ts';
export { createModule, PERSONALITY_NAMES } from './module/create.ts';
export type { ModuleOptions, SimulatedModule } from './module/module.ts';
export { serveModuleOnPty } from './module/serve-pty.ts';
export { type ServedModule, serveModuleOnTcp } from './module/serve-tcp.ts';
export type { Origin, OriginOptions, OriginScript } from './origin/origin.ts';
export { startOrigin } from './origin/server.ts';
export type { RunResult } from './record/result.ts';
export { type ConformanceOptions, planConformance, startConformance } from './run/conformance.ts';
export { loadProject, type Project } from './run/project.ts';
export type { RunInProgress, RunObserver } from './run/run-options.ts';
export { createLiveWorld } from './run/world.ts';
export type { ScenarioBench } from './scenario/step-context.ts';
