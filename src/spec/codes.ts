/** What can be wrong in a spec whose files fit their schemas. docs/errors.md explains each code. */
import type { CodeTable } from '../document/codes.ts';

export const SPEC_CODES = {
  EMPTY_RANGE: 'a range whose minimum is above its maximum',
  OVERLAPPING_RANGES: 'two ranges of one parameter that share a value',
  RANGE_OF_TEXT: 'a range of numbers for a parameter that is a string',
  DEFAULT_NOT_ALLOWED: 'a default that the parameter itself does not allow',
  REPEAT_NOT_LAST: 'a repeated parameter with another one after it',
  DUPLICATE_ID: 'an id or name that stands twice',
  BAD_ACCEPTANCE: 'a rule for attempts that asks for more passes than attempts, or of the wire channel',
  WRONG_OWNER: 'a requirement whose id names another command than the one it stands with',
  UNKNOWN_REQUIREMENT:
    'a question, a fault or a rule for generated cases that names a requirement which does not exist',
  UNKNOWN_COMMAND: 'a command in the order of the set that no file describes',
  UNKNOWN_STATE: 'a form or a cleaning that names a state which the set does not list',
  STATE_WITHOUT_CLEANING: 'a state that forms write and nothing puts back',
  BAD_CONDITION: 'a condition that cannot be read',
  UNKNOWN_CONDITION_NAME: 'a condition on a parameter that does not exist, or stands later in the line',
  UNKNOWN_COUNT: 'raw bytes counted by something that is no integer before them',
  REPLY_WITHOUT_FINAL: 'a reply whose last part is not a final',
  UNREACHABLE_REPLY: 'a reply after one that always applies',
  UNKNOWN_CASE_NAME:
    'a rule for generated cases that names a parameter, question or profile value which does not exist',
  CASE_WITHOUT_SAMPLE:
    'a string that must be given, in a form with generated cases, and nothing that works in it',
  CASES_WITHOUT_RULES: 'a form with rules for generated cases in a set without',
  BAD_REGEX: 'a regular expression that does not compile',
  MISSING_SET: 'command files without the set.yaml that they belong to, or with more than one',
  UNKNOWN_PROFILE: 'a profile that does not exist',
  PROFILE_SET: 'a profile for another command set, or for one that does not exist',
  PROFILE_CYCLE: 'a profile that extends itself by way of others',
  PROFILE_NAME: 'a profile whose name is not that of its file',
  PROFILE_INCOMPLETE: 'a profile that leaves values open without saying unknown',
  FINAL_IN_BOTH: 'a final that a profile lists as success and as error',
  FAULT_SET: 'faults of a command set that does not exist',
  UNKNOWN_FAULT: 'a row for a fault that the simulated module does not have',
  FAULT_WITHOUT_ROW: 'a fault of the simulated module of which nobody says what it breaks',
  FAULT_BREAKS_NOTHING:
    'a fault that breaks no requirement and is not said to be invisible, or is said to be both',
  REQUIREMENT_WITHOUT_FAULT: 'a must that no fault of the simulated module breaks',
  FAULT_PERSONALITY: 'a fault for a personality that the simulated module does not have',
} as const satisfies CodeTable;

/** What can be wrong in a baseline. */
export const BASELINE_CODES = {
  BASELINE_WITHOUT_REASON: 'a deviation of a baseline that nobody has given a reason for',
  BASELINE_SUBJECT:
    'a deviation of a baseline that is neither that of scenarios nor of a requirement, or of both',
  BASELINE_FIRMWARE: 'a range of firmware that cannot be read',
  BASELINE_FINGERPRINT: 'a way of failing that was changed by hand',
  BASELINE_ORPHAN: 'a deviation or answer of a baseline that names what does not exist any more',
  BASELINE_REWRITTEN:
    'a scenario that does something else, under the same id, than when a baseline pinned it',
} as const satisfies CodeTable;

export type SpecCode = keyof typeof SPEC_CODES | keyof typeof BASELINE_CODES;
