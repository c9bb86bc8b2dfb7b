/** What can be wrong in a scenario, as codes that stay: both notations use the same. */

export const SCENARIO_CODES = {
  STEP_KIND: 'a step has none, or more than one, of the step keys, or a key that does not belong to its kind',
  BAD_VALUE:
    'a value is not of the kind that its place asks for: a duration, a number, a range, one of some words',
  BAD_EXPRESSION: 'a regular expression or a condition cannot be read',
  UNKNOWN_SET: 'the file names another command set than the one that is loaded',
  UNKNOWN_COMMAND: 'the command set has no such command',
  UNKNOWN_FORM: 'the command has no such form',
  UNKNOWN_PARAMETER: 'the form has no such parameter',
  UNKNOWN_FIELD: 'the information response has no such field',
  UNKNOWN_STATE: 'the command set has no such state to clean',
  UNKNOWN_REQUIREMENT: 'the command set has no such requirement',
  UNKNOWN_QUESTION: 'the command set has no such open question',
  UNKNOWN_VARIABLE: 'nothing has kept such a variable before this step',
  TAKEN_VARIABLE: 'a variable has the name of a column of the examples, which takes its place',
  UNKNOWN_PROFILE_KEY: 'the capability profile has no such value',
  UNKNOWN_SCENARIO: '`after` names a scenario that does not exist',
  DUPLICATE_ID: 'two scenarios have the same id',
  SCENARIO_ID:
    "an id is missing, or its first part is no command of the set ('GEN' stands for rules common to all)",
  SCENARIO_TAG: 'a tag with a meaning stands where it may not, or has a value that cannot be read',
  EXPECTATION_WITHOUT_REQUIREMENT: 'an expectation names no requirement and the scenario has no default',
  PROOF_WITHOUT_EXPECTATION: 'a step that expects nothing, or only prepares, claims to prove something',
  DEFAULT_NOT_ALONE: 'a scenario with a default requirement proves another one as well',
  MIXED_ACCEPTANCE:
    'a scenario proves requirements of which not all are accepted by the same number of attempts',
  PROVES_NOTHING: 'a scenario has no expectation that proves or records anything',
  CANNOT_FAIL: 'an expectation or a whole scenario would pass whatever the module did',
  UNTOUCHED_CLAIM: 'a scenario claims a requirement of a command that it never sends',
  AFTER_CROSSES_NOTATIONS: '`after` names a scenario of the other notation, which runs in another phase',
  AFTER_CYCLE: 'scenarios wait for each other in a circle',
  REQUIREMENT_WITHOUT_SCENARIO: 'no scenario of the whole set proves or records a requirement',
  EXAMPLE_WITHOUT_SCENARIO:
    'no scenario tries an example of the manual, or the one that is named does not exist',
  FEATURE_SYNTAX: 'a feature file is not Gherkin',
  UNDEFINED_STEP: 'no phrase fits a Gherkin step',
  AMBIGUOUS_STEP: 'more than one phrase fits a Gherkin step',
} as const satisfies Readonly<Record<string, string>>;

export type ScenarioCode = keyof typeof SCENARIO_CODES;
