/** The ways in which a secret may be written in what a run keeps: as it is, escaped, in hexadecimal, for a URL, in base64. */
import { type Bytes, decodeLatin1, encodeText, escapeBytes } from '../base/bytes.ts';

/** Shorter ones would be found everywhere. */
const CHARACTERS_MIN = 4;
/** Bits of one character of base64. */
const SEXTET = 6;

/** Every spelling of `value` once; of a value of several lines those of each line. None where all of them are too short. */
export function listSpellings(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const spelled = lines.flatMap(quoteText).flatMap((text) => [text, ...spellBytes(encodeText(text))]);
  return [...new Set(spelled)].filter((spelling) => spelling.length >= CHARACTERS_MIN);
}

/** As it is, within quotes of JSON, within quotes of an AT command, and as such quotes mean it. */
function quoteText(text: string): string[] {
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    text.replace(/[\\",]/g, '\\$&'),
    text.replace(/\\([\\",])/g, '$1'),
  ];
}

function spellBytes(bytes: Bytes): string[] {
  const hex = Buffer.from(bytes).toString('hex');
  const upper = hex.toUpperCase();
  return [
    decodeLatin1(bytes),
    escapeBytes(bytes),
    hex,
    upper,
    spaceOut(hex),
    spaceOut(upper),
    ...spellForUrl(bytes),
    ...spellInBase64(bytes),
  ];
}

/** `0a 0b`, as dumps have it. */
function spaceOut(hex: string): string {
  return hex.replace(/..(?!$)/g, '$& ');
}

/** Each character by its number, or only those that need it; a blank also as a plus. */
function spellForUrl(bytes: Bytes): string[] {
  const numbered = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
  const encode = (kept: RegExp) =>
    [...decodeLatin1(bytes)]
      .map((character, index) => (kept.test(character) ? character : numbered[index]))
      .join('');
  const forms = [numbered.join(''), encode(/[\w.~!*'()-]/), encode(/[\w.~-]/), encode(/[\w.*-]/)];
  const cases = forms.flatMap((form) => [form, form.replace(/%../g, (code) => code.toUpperCase())]);
  return [...cases, ...cases.map((form) => form.replaceAll('%20', '+'))];
}

/** The characters that it fills alone, wherever it begins among the bytes that are encoded; in both alphabets. */
function spellInBase64(bytes: Bytes): string[] {
  const cores = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const from = Math.ceil((offset * 8) / SEXTET);
    return whole.toString('base64').slice(from, Math.floor((whole.length * 8) / SEXTET));
  });
  return cores.flatMap((core) => [
    core,
    core.replaceAll('+', '-').replaceAll('/', '_'),
    core.replace(/[+/]/g, (sign) => encodeURIComponent(sign)),
  ]);
}
