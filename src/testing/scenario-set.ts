/** A command set and profile for tests of scenarios: enough commands, fields and states that every step has something to speak of. */
import type {
  Command,
  CommandSet,
  Form,
  InformationResponse,
  Parameter,
  Profile,
  Requirement,
} from '../spec/model.ts';
import { SMALL_PROFILE, SMALL_SET } from './small-set.ts';

const SOURCE = { document: 'Manual', section: 'AT+HTTPCGET' };

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

function form(kind: Form['kind'], given: Partial<Form> = {}): Form {
  return { kind, parameters: [], replies: [], reads: [], writes: [], destructive: false, ...given };
}

function informs(prefix: string, ...names: string[]): Form['replies'] {
  const fields = names.map((name) => ({ name, type: 'string', countedBy: null }) as const);
  const response: InformationResponse = { prefix, fields, count: { min: 0, max: null } };
  return [{ when: null, phases: [{ kind: 'information', response }] }];
}

function command(name: string, ...forms: Form[]): Command {
  return { name, prefix: 'AT+', title: name, source: SOURCE, covered: true, forms };
}

const url = parameter('url', { type: 'string' });
const header = parameter('http_req_header', { type: 'string', repeats: true, omission: 'end' });

/** A requirement of `id`, stated and a must. */
export function sampleRequirement(id: string, state: Requirement['state'] = 'stated'): Requirement {
  const [, name = 'GEN'] = id.split('-');
  return {
    id,
    command: name,
    level: 'must',
    state,
    text: `Text of ${id}.`,
    source: SOURCE,
    observe: 'at',
    wire: false,
  };
}

const REQUIREMENTS = [
  sampleRequirement('R-GEN-09'),
  sampleRequirement('R-HTTPCGET-01'),
  sampleRequirement('R-HTTPCGET-09', 'ambiguous'),
  sampleRequirement('R-HTTPCGET-15', 'profile'),
  sampleRequirement('R-HTTPCPOST-01'),
  sampleRequirement('R-HTTPCPOST-02'),
  sampleRequirement('R-HTTPCPOST-03'),
  sampleRequirement('R-HTTPCPOST-07'),
  sampleRequirement('R-HTTPURLCFG-01'),
  sampleRequirement('R-HTTPURLCFG-04'),
  { ...sampleRequirement('W-FINAL'), wire: true },
];

export const SCENARIO_SET: CommandSet = {
  ...SMALL_SET,
  commands: [
    command(
      'HTTPCGET',
      form('set', { parameters: [url, parameter('timeout')], replies: informs('+HTTPCGET', 'size', 'data') }),
    ),
    command('HTTPGETSIZE', form('set', { parameters: [url], replies: informs('+HTTPGETSIZE', 'size') })),
    command('HTTPCPOST', form('set', { parameters: [url, parameter('length'), parameter('cnt'), header] })),
    command(
      'HTTPURLCFG',
      form('query', { replies: informs('+HTTPURLCFG', 'url_length', 'url') }),
      form('set', { parameters: [parameter('url_length')] }),
    ),
    command('HTTPCHEAD', form('query', { replies: informs('+HTTPCHEAD', 'index', 'req_header') })),
    command('RESTORE', form('execute', { destructive: true })),
  ],
  requirements: REQUIREMENTS,
  examples: [],
  questions: [{ id: 'Q-15', asks: 'Does a length of 0 prompt?', bearsOn: ['R-HTTPURLCFG-01'], known: [] }],
  states: ['configured_url', 'configured_headers'],
  housekeeping: {
    ...SMALL_SET.housekeeping,
    cleanings: ['configured_url', 'configured_headers'].map((state) => ({
      state,
      line: 'AT+X=0',
      verify: { line: 'AT+X?', absent: '^\\+X' },
    })),
  },
};

export const SCENARIO_PROFILE: Profile = {
  ...SMALL_PROFILE,
  values: {
    headers_max: { value: 20, from: 'document' },
    error_final: { value: ['ERROR', 'CMD PARSE ERR'], from: 'source' },
    timeout_ms: { value: 5000, from: 'document' },
    head_response: { value: 'header-blocks', from: 'source' },
    mystery: { value: 'unknown', from: 'inferred' },
  },
};
