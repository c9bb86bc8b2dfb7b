/** The manual's side of the sample results: requirements, questions, and what is known of commands beside their scenarios. */
import type {
  CommandResult,
  FormResult,
  ParameterClassResult,
  QuestionResult,
  RequirementResult,
} from '../record/result.ts';

type RequirementFacts = Omit<
  RequirementResult,
  'verdict' | 'accept' | 'flaky' | 'scenarios' | 'evidence' | 'accepted'
>;

function requirement(
  id: string,
  state: RequirementResult['state'],
  text: string,
  parts: Partial<RequirementFacts> = {},
): RequirementFacts {
  const command = id.split('-')[1] ?? '';
  const source = { document: 'HTTP AT Command Set', section: `AT+${command}` };
  return { id, command, level: 'must', state, text, source, wire: false, ...parts };
}

const WIRE = {
  command: 'WIRE',
  wire: true,
  source: { document: 'HTTP AT Command Set', section: 'Conventions' },
} as const;

export const SAMPLE_REQUIREMENTS: readonly RequirementFacts[] = [
  requirement(
    'R-HTTPCGET-01',
    'stated',
    'The body arrives in information responses of at most the receive size, each with its length, and OK ends them.',
  ),
  requirement(
    'R-HTTPCGET-02',
    'implied',
    'A request that gets no answer within the timeout ends in an error final.',
  ),
  requirement(
    'R-HTTPCGET-03',
    'profile',
    'A status of 400 or above ends in the final that the profile names.',
  ),
  requirement('R-HTTPCGET-09', 'ambiguous', 'What a receive size of 0 means is not said.', { level: 'may' }),
  requirement('R-HTTPCPOST-01', 'stated', 'A declared length is answered with OK and the prompt.'),
  requirement('R-HTTPCPOST-03', 'stated', 'SEND OK follows the last declared byte.'),
  requirement(
    'R-HTTPCPOST-08',
    'implied',
    'The prompt is given within the time of a command, whatever the origin does.',
    { level: 'should' },
  ),
  requirement('R-HTTPCPOST-15', 'implied', 'Bytes after the declared length are not part of the body.', {
    source: {
      document: 'HTTP AT Command Set',
      section: 'AT+HTTPCPOST, "when the data length reaches <length>"',
    },
  }),
  requirement('R-HTTPCHEAD-02', 'stated', 'A length of 0 clears all configured headers.'),
  requirement(
    'R-HTTPCHEAD-07',
    'profile',
    'As many headers as the limit says can be configured, and one more is refused.',
  ),
  requirement('R-HTTPCLIENT-01', 'stated', 'opt 1 to 5 select HEAD, GET, POST, PUT and DELETE.'),
  requirement('R-HTTPCLIENT-09', 'stated', 'transport_type 1 is plain, 2 is TLS.'),
  requirement('R-HTTPGETSIZE-01', 'stated', 'The size of the resource is answered in bytes.'),
  requirement('R-HTTPGETSIZE-02', 'implied', 'No body reaches the host.'),
  requirement('W-ECHO', 'implied', 'The echo is the command line, byte for byte, or nothing at all.', WIRE),
  requirement('W-ONE-FINAL', 'implied', 'Exactly one final result ends an exchange.', WIRE),
];

type CommandFacts = Pick<CommandResult, 'command' | 'title'> & Partial<CommandResult>;

function parameterClass(
  name: string,
  valid: boolean | null,
  accepted: number,
  refused: number,
): ParameterClassResult {
  return { name, valid, sent: accepted + refused, accepted, refused };
}

function neverSent(...forms: FormResult['form'][]): FormResult[] {
  return forms.map((form) => ({ form, sent: 0, accepted: 0, refused: 0 }));
}

export const SAMPLE_COMMANDS: readonly CommandFacts[] = [
  {
    command: 'HTTPCGET',
    title: 'Get a resource',
    coverage: 0.96,
    forms: [
      { form: 'test', sent: 1, accepted: 1, refused: 0 },
      { form: 'set', sent: 41, accepted: 33, refused: 8 },
    ],
    parameters: [
      {
        form: 'set',
        name: 'rx_size',
        classes: [
          parameterClass('min 0', true, 2, 0),
          parameterClass('inside 0..10240', true, 29, 1),
          parameterClass('max 10240', true, 1, 0),
          parameterClass('above 10240', false, 0, 2),
          parameterClass('omitted', true, 3, 0),
          parameterClass('wrong type', false, 0, 1),
        ],
      },
      {
        form: 'set',
        name: 'url',
        classes: [
          parameterClass('inside', true, 36, 3),
          parameterClass('empty', null, 1, 0),
          parameterClass('wrong type', false, 0, 0),
        ],
      },
    ],
  },
  {
    command: 'HTTPCPOST',
    title: 'Post data of a declared length',
    coverage: 0.91,
    forms: [{ form: 'set', sent: 23, accepted: 20, refused: 3 }],
    parameters: [
      {
        form: 'set',
        name: 'length',
        classes: [
          parameterClass('inside 1..', true, 19, 0),
          parameterClass('below 0', false, 1, 0),
          parameterClass('wrong type', false, 0, 2),
          parameterClass('omitted', false, 0, 0),
        ],
      },
    ],
  },
  {
    command: 'HTTPCHEAD',
    title: 'Set or get request headers',
    coverage: 0.44,
    forms: neverSent('query', 'set'),
  },
  {
    command: 'HTTPCLIENT',
    title: 'Do any request',
    coverage: 0.705,
    forms: [{ form: 'set', sent: 9, accepted: 9, refused: 0 }],
  },
  { command: 'HTTPGETSIZE', title: 'Ask for the size of a resource', coverage: 0, forms: neverSent('set') },
  { command: 'WIRE', title: 'The wire channel' },
];

export const SAMPLE_QUESTIONS: readonly QuestionResult[] = [
  {
    id: 'Q-05',
    asks: 'Does the length before the data count a block or the whole body?',
    observed: [{ answer: 'each block', scenario: 'HTTPCGET/body/two-blocks', evidence: [16, 17], bytes: [] }],
    known: [
      { who: 'ESP-AT 4.1', answer: 'per block, repeated' },
      { who: 'GD32VW55x', answer: 'once for the whole, then a raw stream' },
    ],
    requirements: ['R-HTTPCGET-01'],
  },
  {
    id: 'Q-08',
    asks: 'What does a receive size of 0 mean?',
    observed: [
      {
        answer: '+HTTPCGET:5,hello; OK',
        scenario: 'HTTPCGET/parameters/rx-size-zero',
        evidence: [32],
        bytes: [],
      },
    ],
    known: [{ who: 'ESP-AT 4.1', answer: '0 is the default' }],
    requirements: ['R-HTTPCGET-09'],
  },
  {
    id: 'Q-15',
    asks: 'Does a length of 0 prompt, and does it end in OK or in SET OK?',
    observed: [],
    known: [{ who: 'GD32VW55x', answer: 'SET OK, no prompt' }],
    requirements: ['R-HTTPCHEAD-02'],
  },
];

/** The questions as they stand before anyone asked. */
export function sampleKnownAnswers(): readonly QuestionResult[] {
  return SAMPLE_QUESTIONS.map((question) => ({ ...question, observed: [] }));
}
