/** What the bench remembers of the scenario that runs: its verdicts, what it judged, what it touched. */
import type { ClosedExchange } from '../engine/session.ts';
import type { Variables } from '../engine/variables.ts';
import type { WireFinding } from '../engine/wire-finding.ts';
import { highestVerdict, isRed, raiseVerdict, type Verdict } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { findUntouched } from '../scenario/untouched-claims.ts';
import type { CommandSet } from '../spec/model.ts';
import type { OriginMark } from './origin-watch.ts';

/** The requirement of the wire channel that unsolicited codes come in their form and between lines. */
const UNSOLICITED = 'W-URC';

export class ScenarioRecord {
  readonly scenario: Scenario;
  readonly variables: Variables;
  readonly startedMs: number;
  readonly scenarioMark: OriginMark;
  sendMark: OriginMark;
  /** Global states that its commands wrote, and whether it did something after which nothing is certain. */
  readonly touched = new Set<string>();
  isEverythingTouched = false;
  hasReset = false;
  readonly wireFindings: WireFinding[] = [];
  /** Command lines and raw bytes (latin1) that it has sent, its preconditions included. */
  readonly sentTexts: string[] = [];
  /** What the payload of the exchange still owes after a part was written. */
  payloadLeft: Uint8Array | null = null;
  /** Requirements that some expectation has judged. */
  readonly judged = new Set<string>();
  #verdict: Verdict | null = null;
  #reason: string | null = null;

  constructor(scenario: Scenario, variables: Variables, startedMs: number, mark: OriginMark) {
    this.scenario = scenario;
    this.variables = variables;
    this.startedMs = startedMs;
    this.scenarioMark = mark;
    this.sendMark = mark;
  }

  get reason(): string | null {
    return this.#reason;
  }

  /** Something has already gone wrong, and the verdict says so. */
  get isRed(): boolean {
    return this.#verdict !== null && isRed(this.#verdict);
  }

  /** Raises the verdict; the reason of the highest stands. */
  raise(verdict: Verdict, reason: string | null): void {
    const raised = this.#verdict === null ? verdict : raiseVerdict(this.#verdict, verdict);
    if (raised !== this.#verdict) this.#reason = reason;
    this.#verdict = raised;
  }

  /** The module was reset: nothing that it remembered is certain, and its network must be joined again. */
  noteReset(): void {
    this.hasReset = true;
    this.isEverythingTouched = true;
  }

  /** What the wire channel says of unsolicited codes in an exchange that is not the scenario's own. */
  noteUnsolicited(findings: readonly WireFinding[]): void {
    this.wireFindings.push(...findings.filter(({ requirement }) => requirement === UNSOLICITED));
  }

  /** Takes note of what one of its exchanges did, and of what the wire channel found in it. */
  noteExchange({ exchange, findings }: ClosedExchange): void {
    const { form, line } = exchange.command;
    for (const state of form?.writes ?? []) this.touched.add(state);
    if (line === null) this.isEverythingTouched = true;
    if (form?.destructive === true) this.hasReset = true;
    this.wireFindings.push(...findings);
  }

  /** The verdict as it stands. A scenario that judged nothing, or left a claim unjudged or its command unsent, is unverified. */
  conclude(set: CommandSet): Verdict {
    const verdict = this.#verdict ?? 'unverified';
    if (this.#verdict === null) this.#reason = 'nothing was judged';
    const isGood = verdict === 'pass' || verdict === 'info' || verdict === 'nonstrict';
    const unproven = isGood ? this.#findUnproven(set) : null;
    if (unproven === null) return verdict;
    this.#reason = unproven;
    return 'unverified';
  }

  #findUnproven(set: CommandSet): string | null {
    const { requirements } = this.scenario;
    const unjudged = requirements.filter((id) => !this.judged.has(id));
    if (unjudged.length > 0) return `claimed and not judged: ${unjudged.join(', ')}`;
    const untouched = findUntouched(requirements, this.sentTexts, set);
    return untouched.length === 0 ? null : `claimed, and the command was never sent: ${untouched.join(', ')}`;
  }

  /** The wire channel's verdict, inconclusive where no exchange was judged; `verdictOf` says what breaking a requirement means. */
  concludeWire(verdictOf: (requirement: string) => Verdict): Verdict {
    return highestVerdict(
      this.wireFindings.map((finding) => (finding.isMet ? 'pass' : verdictOf(finding.requirement))),
      'inconclusive',
    );
  }
}
