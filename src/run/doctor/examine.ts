/** The whole examination: find the module, ask it what changes nothing, judge. */
import type { Clock } from '../../base/clock.ts';
import type { DeviceAddress } from '../../link/device-address.ts';
import { LinkError } from '../../link/link.ts';
import type { Diagnosis } from '../../record/diagnosis.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import { createDeviceLink } from '../device.ts';
import { Asking, FellSilent } from './asking.ts';
import { describeSearch } from './describe-search.ts';
import { type Found, findModule } from './find-module.ts';
import { showHeard } from './heard.ts';
import { completeRemark, decideDiagnosis, judgeSeen } from './judge.ts';
import { joinParts, type Part, type Patient } from './part.ts';
import { DoctorPort } from './port.ts';
import { probeCommands } from './probe-commands.ts';
import { probeLength } from './probe-length.ts';
import { probeEcho, probeTerminators, readFraming } from './probe-lines.ts';
import { probePrompt } from './probe-prompt.ts';
import { askIdentity, probeBusy, probeRefusals, readFinals } from './probe-words.ts';
import { gatherWords } from './reply.ts';

export type PhysicalAddress = Exclude<DeviceAddress, { kind: 'replay' }>;

export interface ExamineOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly address: PhysicalAddress;
  readonly clock: Clock;
  readonly set: CommandSet;
  /** The declared one. */
  readonly profile: Profile;
  /** All of the set, the declared one among them. */
  readonly profiles: readonly Profile[];
  /** Told of what is done now, in few words. */
  readonly onStage: (what: string) => void;
}

/** Rejects with a LinkError where the port cannot be opened, or goes away before a module was found. */
export async function examineDevice(options: ExamineOptions): Promise<Diagnosis> {
  const { tool, address, clock, set, profile, profiles } = options;
  const search = await findModule(address, {
    openPort: (each) => DoctorPort.open(createDeviceLink(each as PhysicalAddress, clock), clock),
    probe: set.housekeeping.probe,
    terminator: profile.framing.terminator,
    words: gatherWords(profiles),
    onStage: options.onStage,
  });
  const remarks = describeSearch(address, search, set.housekeeping.probe);
  const { found } = search;
  const seen = found === null ? null : await examineFound(found, options);
  const judged =
    seen === null
      ? { findings: remarks.map(completeRemark), fits: [] }
      : judgeSeen(joinParts([{ traits: [], remarks }, seen.part]), profile, profiles);
  return {
    format: 'atconform-diagnosis/1',
    tool,
    address: address.text,
    usedAddress: found?.address.text ?? address.text,
    set: set.name,
    profile: profile.name,
    ...decideDiagnosis(judged.findings),
    identity: seen?.identity ?? [],
    ...judged,
  };
}

interface Seen {
  readonly identity: readonly string[];
  readonly part: Part;
}

/** Closes the port of `found`. A module that goes away in the middle leaves what was seen before. */
async function examineFound(found: Found, options: ExamineOptions): Promise<Seen> {
  const { set, profile, profiles } = options;
  const asking = new Asking(found.port, gatherWords(profiles), found.terminator, set.housekeeping.probe);
  const parts: Part[] = [];
  let identity: readonly string[] = [];
  let stage = '';
  const begin = (what: string) => {
    stage = what;
    options.onStage(`probing: ${what}`);
  };
  try {
    begin('identity');
    const told = await askIdentity(asking, set);
    identity = told.lines;
    parts.push(told.part);
    for (const [what, probe] of STAGES) {
      if (!(await asking.isAlive())) await asking.recover();
      begin(what);
      parts.push(await probe({ asking, set, profile }, joinParts(parts)));
    }
  } catch (error) {
    if (error instanceof FellSilent) parts.push(remarkSilence(asking, stage));
    else if (error instanceof LinkError) parts.push(remarkLoss(asking, error));
    else throw error;
  } finally {
    await found.port.close();
  }
  return { identity, part: joinParts([...parts, readFraming(asking), readFinals(asking)]) };
}

type Stage = readonly [what: string, probe: (patient: Patient, before: Part) => Promise<Part>];

/** In the order in which they can do harm: what might leave a module in disorder comes last. */
const STAGES: readonly Stage[] = [
  ['echo', probeEcho],
  ['words of refusal', probeRefusals],
  ['commands', (patient, before) => probeCommands(patient, ...readRefusalWords(before))],
  ['busy word', probeBusy],
  ['line ends', probeTerminators],
  ['prompt', probePrompt],
  ['longest line', probeLength],
];

function readRefusalWords({ traits }: Part): [unknownWord: string | null, wrongWord: string | null] {
  const wordOf = (key: string) => {
    const trait = traits.find((each) => each.key === key);
    return trait === undefined ? null : String(trait.shown);
  };
  return [wordOf('values.unknown_command_final'), wordOf('values.bad_parameter_final')];
}

function remarkSilence(asking: Asking, stage: string): Part {
  const answered = asking.all.findLastIndex(({ received }) => received.length > 0);
  return {
    traits: [],
    remarks: [
      {
        topic: 'port',
        state: 'disagrees',
        says: `the module answers no more; it was being examined for: ${stage}`,
        evidence: asking.all.slice(Math.max(0, answered), answered + 2).map(showHeard),
        todo: 'reset the module, and look at what it does after the last line above',
      },
    ],
  };
}

function remarkLoss(asking: Asking, { message, hint }: LinkError): Part {
  const asked = asking.all.at(-1);
  const evidence = asked === undefined ? [] : [showHeard(asked)];
  return { traits: [], remarks: [{ topic: 'port', state: 'unusable', says: message, evidence, todo: hint }] };
}
