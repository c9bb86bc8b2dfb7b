/**
 * What a tolerant profile leaves open and a module must nevertheless keep to: once it has shown one form of its results,
 * of its prompt, or its echo, the same form is expected for the rest of the run.
 */
import type { ProfileFraming } from '../spec/model.ts';

export class FramingMemory {
  readonly #framing: ProfileFraming;
  #results: 'bare' | 'wrapped' | null;
  #promptForm: string | null = null;
  #echo: boolean | null;

  constructor(framing: ProfileFraming) {
    this.#framing = framing;
    this.#results = framing.results === 'either' ? null : framing.results;
    this.#echo = framing.echo === 'either' ? null : framing.echo === 'on';
  }

  /** Is the echo on? null as long as nobody knows. */
  get echo(): boolean | null {
    return this.#echo;
  }

  /** The module was told to switch its echo, and said OK. */
  setEcho(isOn: boolean): void {
    this.#echo = isOn;
  }

  /** After a reset the module does as it does after power-on. */
  forgetEcho(): void {
    this.#echo = this.#framing.echo === 'either' ? null : this.#framing.echo === 'on';
  }

  /** Takes note of an echo or of its absence; false where it is not what this module does. */
  noteEcho(isEchoed: boolean): boolean {
    this.#echo ??= isEchoed;
    return this.#echo === isEchoed;
  }

  /** Takes note of how a final stood that directly followed the command; false where it differs from the form declared or shown before. */
  noteResult(blanksBefore: number): boolean {
    const shape = blanksBefore === 0 ? 'bare' : blanksBefore === 1 ? 'wrapped' : null;
    if (shape === null) return false;
    this.#results ??= shape;
    return this.#results === shape;
  }

  /** May `blanksBefore` blank lines stand before a final that follows information? A manual that leaves the form open also prints them. */
  allowsAfterInformation(blanksBefore: number): boolean {
    if (this.#framing.results === 'either') return blanksBefore <= 1;
    return blanksBefore === (this.#framing.results === 'wrapped' ? 1 : 0);
  }

  /** Takes note of a prompt; false where its form is not declared or not the one shown before. */
  notePrompt(form: string): boolean {
    if (!this.#framing.prompts.includes(form)) return false;
    this.#promptForm ??= form;
    return this.#promptForm === form;
  }

  describeResults(): string {
    return this.#results === 'wrapped'
      ? '\\r\\n before and after every result'
      : this.#results === 'bare'
        ? '\\r\\n only after a result'
        : '\\r\\n after a result, and before it at most one';
  }

  describePrompts(show: (text: string) => string): string {
    return (this.#promptForm === null ? this.#framing.prompts : [this.#promptForm])
      .map((form) => `"${show(form)}"`)
      .join(' or ');
  }
}
