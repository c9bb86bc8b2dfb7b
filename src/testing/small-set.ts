/** A command set of two covered commands, and a profile, for tests that need one but not the real one. */
import type { Command, CommandSet, Parameter, Profile, Requirement } from '../spec/model.ts';

const SOURCE = { document: 'Manual', section: 'AT+HTTPCGET' };

function requirement(id: string, command: string, given: Partial<Requirement> = {}): Requirement {
  return {
    id,
    command,
    level: 'must',
    state: 'stated',
    text: `Text of ${id}.`,
    source: SOURCE,
    observe: 'at',
    wire: false,
    ...given,
  };
}

function parameter(name: string, given: Partial<Parameter> = {}): Parameter {
  return {
    name,
    type: 'integer',
    unit: null,
    values: null,
    enumeration: null,
    defaultValue: null,
    omission: 'none',
    repeats: false,
    when: null,
    ...given,
  };
}

const FORM = { parameters: [], replies: [], reads: [], writes: [], destructive: false } as const;

const COMMANDS: readonly Command[] = [
  {
    name: 'HTTPCGET',
    prefix: 'AT+',
    title: 'Get a resource',
    source: SOURCE,
    covered: true,
    forms: [
      {
        ...FORM,
        kind: 'set',
        parameters: [
          parameter('url', { type: 'string' }),
          parameter('timeout', { values: [{ min: 0, max: 180000 }], omission: 'end', unit: 'ms' }),
        ],
      },
    ],
  },
  {
    name: 'HTTPURLCFG',
    prefix: 'AT+',
    title: 'Configure a URL',
    source: SOURCE,
    covered: true,
    forms: [
      { ...FORM, kind: 'query' },
      {
        ...FORM,
        kind: 'set',
        parameters: [
          parameter('url_length', {
            values: [
              { min: 0, max: 0 },
              { min: 8, max: 8192 },
            ],
          }),
        ],
      },
    ],
  },
  {
    name: 'GMR',
    prefix: 'AT+',
    title: 'Identity',
    source: SOURCE,
    covered: false,
    forms: [{ ...FORM, kind: 'execute' }],
  },
];

export const SMALL_SET: CommandSet = {
  name: 'http',
  title: 'HTTP commands',
  document: 'Manual',
  lineBytesMax: 256,
  groups: [{ name: 'GEN', title: 'Rules common to all commands' }],
  capabilities: [],
  defaultProfile: 'winnermicro',
  commands: COMMANDS,
  requirements: [
    requirement('R-GEN-01', 'GEN'),
    requirement('R-GEN-08', 'GEN', { wire: true, state: 'implied' }),
    requirement('R-HTTPCGET-01', 'HTTPCGET'),
    requirement('R-HTTPCGET-02', 'HTTPCGET', { level: 'may', state: 'profile' }),
    requirement('R-HTTPURLCFG-01', 'HTTPURLCFG'),
    requirement('W-ECHO', 'WIRE', { wire: true }),
  ],
  questions: [
    {
      id: 'Q-15',
      asks: 'Does a length of 0 prompt?',
      bearsOn: ['R-HTTPURLCFG-01'],
      known: [{ who: 'esp-at', answer: 'no' }],
    },
  ],
  examples: [],
  states: [],
  housekeeping: { probe: 'AT', identity: 'AT+GMR', preflight: null, cleanings: [] },
  hash: 'a1',
};

export const SMALL_PROFILE: Profile = {
  name: 'winnermicro',
  title: 'WinnerMicro',
  set: 'http',
  framing: {
    terminator: '\r\n',
    echo: 'either',
    results: 'either',
    prompts: ['\r\n>'],
    successFinals: ['SEND OK', 'OK'],
    errorFinals: ['ERROR'],
    numericSuccessFinals: ['0'],
    numericErrorFinals: ['4'],
    busy: ['busy p...'],
    urcs: [],
    banner: '^ready$',
  },
  timing: {
    replyMs: 5000,
    quietMs: 50,
    promptSettleMs: 0,
    commandSettleMs: 0,
    bootMs: 1000,
    resetCommand: 'AT+RST',
    restoreCommand: 'AT+RESTORE',
  },
  values: {},
  hash: 'b2',
};
