/** A raw step as one line of flow YAML, for reports: what it does, without what it claims to prove. */

const CLAIMS: ReadonlySet<string> = new Set(['proves', 'answers', 'record']);

/** `send: { command: HTTPURLCFG, parameters: { url_length: 8 } }`. Longer texts are cut to what a report's line holds. */
export function renderFlow(raw: object): string {
  return Object.entries(raw)
    .filter(([key]) => !CLAIMS.has(key))
    .map(([key, value]) => `${key}: ${renderValue(value)}`)
    .join(', ');
}

/** More of a text than this says nothing to a reader of a list of steps. */
const TEXT_CHARACTERS_MAX = 120;

function renderValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderValue).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${renderValue(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  const shown = value.length > TEXT_CHARACTERS_MAX ? `${value.slice(0, TEXT_CHARACTERS_MAX)}…` : value;
  return isPlain(shown) ? shown : JSON.stringify(shown);
}

/** May the text stand without quotes? */
function isPlain(text: string): boolean {
  return /^[\w+/][\w+/.=?" ()-]*$/.test(text) && !text.endsWith(' ') && Number.isNaN(Number(text));
}
