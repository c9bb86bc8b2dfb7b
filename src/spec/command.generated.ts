/** Made from schemas/command.schema.json by `npm run types`; edit the schema instead. */

/**
 * A command of a set, several small ones, or the requirements that all commands share.
 */
export type CommandFile = RawCommand | RawCommandList | RawCommon;
/**
 * A value, or a range with both ends: `8..8192`.
 */
export type RawRange = number | string;
/**
 * One part of a reply: an information response, free text, a final, or a data phase.
 */
export type RawPhase = RawInformationPhase | RawTextPhase | RawFinalPhase | RawDataPhase;

/**
 * One command.
 */
export interface RawCommand {
  /**
   * The name on the wire without its prefix: `HTTPCGET`; empty for `AT` itself.
   */
  command: string;
  /**
   * By default `AT+`.
   */
  prefix?: 'AT+' | 'AT';
  /**
   * What the command does, in a few words.
   */
  title: string;
  source: RawSource;
  /**
   * Counts towards the set's coverage; by default true. false for what a host merely needs around it.
   */
  covered?: boolean;
  forms: RawForms;
  /**
   * What the manual shows under "Example".
   */
  examples?: RawExample[];
  /**
   * What holds for this command.
   */
  requirements?: RawRequirement[];
  /**
   * What the manual leaves open about it.
   */
  questions?: RawQuestion[];
}
/**
 * Where the manual says it.
 */
export interface RawSource {
  /**
   * The document: `HTTP AT Command Set`.
   */
  document: string;
  /**
   * The section in it, as its heading says.
   */
  section: string;
}
/**
 * The forms that the command has.
 */
export interface RawForms {
  test?: RawForm;
  query?: RawForm;
  set?: RawForm;
  execute?: RawForm;
}
/**
 * A form of a command.
 */
export interface RawForm {
  /**
   * In the order of the line.
   */
  parameters?: RawParameter[];
  /**
   * Tried in order; the first whose condition holds applies.
   *
   * @minItems 1
   */
  replies: [RawReply, ...RawReply[]];
  /**
   * Global state that it reads.
   *
   * Items: A state of the set.
   */
  reads?: string[];
  /**
   * Global state that it writes.
   *
   * Items: A state of the set.
   */
  writes?: string[];
  /**
   * Writes flash, restores or resets: needs leave on anything but the simulated module.
   */
  destructive?: boolean;
  cases?: RawFormCases;
}
/**
 * One parameter, in the order of the line.
 */
export interface RawParameter {
  /**
   * As scenarios name it: `url_length`.
   */
  name: string;
  /**
   * Integers stand bare, strings in double quotes.
   */
  type: 'integer' | 'string';
  /**
   * `byte`, `ms`.
   */
  unit?: string;
  /**
   * Allowed values of an integer, with holes: `[0, 8..8192]`. Without it the manual gives no bounds.
   *
   * @minItems 1
   */
  values?: [RawRange, ...RawRange[]];
  /**
   * The only allowed values, each with its meaning.
   *
   * @minItems 1
   */
  enumeration?: [RawEnumerated, ...RawEnumerated[]];
  /**
   * What the manual says holds where the parameter is left out.
   */
  default?: number | string;
  /**
   * none: must be given. inside: may be empty with its comma kept. end: may be dropped with all that follow, and be empty inside. By default none.
   */
  omission?: 'none' | 'inside' | 'end';
  /**
   * May stand any number of times from here to the end of the line.
   */
  repeats?: boolean;
  /**
   * The parameter exists only where this holds: `opt == 3`.
   */
  when?: string;
  cases?: RawParameterCases;
}
export interface RawEnumerated {
  /**
   * As on the wire.
   */
  value: number | string;
  /**
   * What it selects.
   */
  means: string;
}
/**
 * What generated cases of the parameter need to know.
 */
export interface RawParameterCases {
  /**
   * A value that works with the samples of the others. By default the default, or the first value.
   */
  sample?: number | string;
  /**
   * The requirement that says which values are taken.
   */
  proves?: string;
  /**
   * The requirement that has other values refused. By default `proves`.
   */
  refused_by?: string;
  /**
   * Values that are judged in their own way.
   *
   * @minItems 1
   */
  values?: [RawValueCase, ...RawValueCase[]];
  omitted?: RawCase;
  /**
   * Values inside the ranges near which implementations are known to break.
   *
   * @minItems 1
   */
  landmarks?: [number, ...number[]];
  /**
   * The profile's value that bounds it; above it, or where the profile does not know, is recorded.
   */
  limit?: string;
  with?: RawCaseArguments;
  carries?: RawCarried;
  /**
   * A text that may be filled up to any length and still works, for lines of a given length.
   */
  fill?: string;
  /**
   * It is the number of arguments of this repeated parameter.
   */
  counts?: string;
  mismatch?: RawCase;
  unquoted?: RawCase;
}
/**
 * One value that is judged in its own way.
 */
export interface RawValueCase {
  /**
   * As on the wire, a string without its quotes.
   */
  value: number | string;
  /**
   * accepted: taken, with all that the form promises. refused: an error final and nothing more. recorded: written down, not judged.
   */
  outcome?: 'accepted' | 'refused' | 'recorded';
  /**
   * A condition on the profile's values: accepted where it holds, refused where not, recorded where the profile does not know.
   */
  accepted_if?: string;
  /**
   * The requirement that speaks of it.
   */
  proves?: string;
  /**
   * Questions that the answer observes.
   *
   * Items: The id of a question.
   */
  answers?: string[];
  with?: RawCaseArguments;
}
/**
 * What other parameters must be for it; `${origin}` and its kin stand for themselves.
 */
export interface RawCaseArguments {
  [k: string]: number | string;
}
/**
 * How a value (or its absence) is judged where it differs from what the parameter's values say.
 */
export interface RawCase {
  /**
   * accepted: taken, with all that the form promises. refused: an error final and nothing more. recorded: written down, not judged.
   */
  outcome?: 'accepted' | 'refused' | 'recorded';
  /**
   * A condition on the profile's values: accepted where it holds, refused where not, recorded where the profile does not know.
   */
  accepted_if?: string;
  /**
   * The requirement that speaks of it.
   */
  proves?: string;
  /**
   * Questions that the answer observes.
   *
   * Items: The id of a question.
   */
  answers?: string[];
  with?: RawCaseArguments;
}
/**
 * A text in the parameter that is seen again at the origin.
 */
export interface RawCarried {
  /**
   * The parameter with `${value}` in it.
   */
  text: string;
  /**
   * Which of `,`, `"` and `\` may be in it; by default all three. What may only hold the comma is not tried with other escapes.
   */
  characters?: string;
  request: RawCaseRequest;
}
/**
 * The one request that reaches the origin.
 */
export interface RawCaseRequest {
  /**
   * Its method; `${opt.means}` is what the enumerated value given for opt means.
   */
  method?: string;
  /**
   * Its target, path with query.
   */
  target?: string;
  /**
   * Headers that it has.
   */
  headers?: {
    /**
     * The value.
     */
    [k: string]: string;
  };
  /**
   * Its body.
   */
  body?: string;
  /**
   * Its body is what was entered at the prompt.
   */
  body_as_entered?: true;
  /**
   * A header line that it has, exactly as sent.
   */
  header_line?: string;
}
/**
 * A reply to an accepted line. Error finals may always come instead.
 */
export interface RawReply {
  /**
   * A condition on parameters of the same form: `opt == 3`, `url_length >= 8 and x != 1`, `opt in [1, 2]`.
   */
  when?: string;
  /**
   * What comes, in order.
   *
   * @minItems 1
   */
  phases: [RawPhase, ...RawPhase[]];
}
/**
 * Information responses of one prefix.
 */
export interface RawInformationPhase {
  information: RawInformation;
}
/**
 * An information response.
 */
export interface RawInformation {
  /**
   * As on the wire without the colon: `+HTTPCGET`.
   */
  prefix: string;
  /**
   * What follows the colon, parted by commas.
   *
   * @minItems 1
   */
  fields: [RawField, ...RawField[]];
  /**
   * How often it comes: `1`, `0..1`, `0..*`. By default 1.
   */
  count?: number | string;
}
/**
 * One field after the colon.
 */
export interface RawField {
  /**
   * As scenarios name it: `size`.
   */
  name: string;
  /**
   * raw: bytes that stand as they are; counted by `counted_by`, else they run to the end of the line.
   */
  type: 'integer' | 'string' | 'raw';
  /**
   * The integer field before it that counts its bytes.
   */
  counted_by?: string;
}
/**
 * Free text.
 */
export interface RawTextPhase {
  /**
   * Lines of free text, such as a usage or an identity.
   */
  text: true;
}
/**
 * The final.
 */
export interface RawFinalPhase {
  /**
   * The final, or the finals of which one comes: `OK`, `[SEND OK, SEND FAIL]`.
   */
  final: string | [string, ...string[]];
}
/**
 * `OK`, the prompt, then so many raw bytes.
 */
export interface RawDataPhase {
  /**
   * The integer parameter that declares how many bytes follow the prompt.
   */
  data: string;
}
/**
 * What generated cases of the form need to know. A form without it has none.
 */
export interface RawFormCases {
  /**
   * The requirement that an accepted line proves, where its parameters name no other.
   */
  proves: string;
  /**
   * The requirement by which a line that cannot be read is refused.
   */
  refused_by: string;
  /**
   * How one sees that an accepted line was acted upon.
   *
   * @minItems 1
   */
  effects?: [RawEffect, ...RawEffect[]];
  /**
   * How the bytes of the data phase begin: the last whose `from` is not above the length. They are filled up.
   *
   * @minItems 1
   */
  payload?: [RawPayloadStart, ...RawPayloadStart[]];
}
/**
 * What an accepted line does, beside its final. Texts may hold `${parameter}`, `${parameter.means}`, and `${payload}`, what was entered at the prompt.
 */
export interface RawEffect {
  /**
   * A condition on the form's parameters.
   */
  when?: string;
  /**
   * A line that shows it; without one the line itself does.
   */
  send?: string;
  request?: RawCaseRequest;
  /**
   * The prefix of an information response that comes.
   */
  information?: string;
  /**
   * Fields of the response, as far as they are known.
   */
  fields?: {
    /**
     * The value.
     */
    [k: string]: string;
  };
  /**
   * How often it comes, 0 for never. By default 1.
   */
  count?: number;
  /**
   * The id of a requirement.
   */
  proves: string;
}
export interface RawPayloadStart {
  /**
   * The least length that it is for.
   */
  from: number;
  /**
   * The first bytes.
   */
  start: string;
}
/**
 * An example of the manual, and the scenarios that try it.
 */
export interface RawExample {
  /**
   * `E-<COMMAND>-<nn>`.
   */
  id: string;
  /**
   * Where it stands in the command's document.
   */
  section: string;
  /**
   * What is entered, as the manual has it; comments left out.
   *
   * @minItems 1
   *
   * Items: A line.
   */
  lines: [string, ...string[]];
  /**
   * The scenarios that enter it, with the origin in place of the manual's hosts. It works where all of them pass.
   *
   * Items: The id of a scenario.
   */
  scenarios: string[];
}
/**
 * One thing that a module does or must not do.
 */
export interface RawRequirement {
  /**
   * `R-<COMMAND>-<nn>`; `R-GEN-<nn>` for a rule of all commands; `W-<NAME>` for one of the wire channel.
   */
  id: string;
  /**
   * must: a module that breaks it does not conform. should: breaking it is noted. may: it is told.
   */
  level: 'must' | 'should' | 'may';
  /**
   * stated by the manual; implied by its syntax, examples or the vendor's AT guide; profile: the capability profile decides; ambiguous: recorded, never judged.
   */
  state: 'stated' | 'implied' | 'profile' | 'ambiguous';
  /**
   * What holds, in one or two sentences that a tester understands.
   */
  text: string;
  source?: RawSource;
  /**
   * The manual's own words that say it, short; a report shows them with the section.
   */
  quote?: string;
  /**
   * Where it can be seen: on the AT port, at the origin, or on both.
   */
  observe: 'at' | 'origin' | 'both';
  /**
   * The wire channel judges it in every exchange; no scenario need claim it.
   */
  wire?: boolean;
  accept?: RawAcceptance;
}
/**
 * For what a radio carries: its scenarios run `of` times, and `passes` of them must pass.
 */
export interface RawAcceptance {
  /**
   * So many must pass.
   */
  passes: number;
  /**
   * So many attempts are made.
   */
  of: number;
}
/**
 * A question that the manual leaves open.
 */
export interface RawQuestion {
  /**
   * `Q-<nn>`.
   */
  id: string;
  /**
   * The question, where the manual contradicts itself or is silent.
   */
  asks: string;
  /**
   * The requirements whose judgement depends on the answer.
   *
   * Items: The id of a requirement.
   */
  bears_on: string[];
  /**
   * What others answer, for the reader of a report.
   */
  known?: RawAnswer[];
}
export interface RawAnswer {
  /**
   * A family of modules, a document or a standard.
   */
  who: string;
  /**
   * Its answer, short.
   */
  answer: string;
}
/**
 * Several commands.
 */
export interface RawCommandList {
  /**
   * Small commands in one file.
   *
   * @minItems 1
   */
  commands: [RawCommand, ...RawCommand[]];
}
/**
 * Requirements of all commands.
 */
export interface RawCommon {
  /**
   * What the file holds, in a sentence.
   */
  common: string;
  /**
   * The middle part of the ids of its requirements: `R-GEN-01`. By default GEN.
   */
  group?: string;
  /**
   * The group in a few words, as a report names it.
   */
  title?: string;
  source: RawSource;
  /**
   * What holds for every command.
   */
  requirements?: RawRequirement[];
  /**
   * What the manual leaves open about all of them.
   */
  questions?: RawQuestion[];
}
