/** A small strict reader of XML for tests: elements, attributes, text and the five entities; anything else is an error. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities resolved. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The root element of `xml`; throws where it is not well-formed, or has characters that XML 1.0 cannot carry. */
export function readXml(xml: string): XmlElement {
  const forbidden = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (forbidden !== null) throw new Error(`forbidden character at ${forbidden.index}`);
  const body = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  let end = 0;
  for (const match of body.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    readToken(match, open);
  }
  if (end !== body.length) throw new Error(`unreadable at ${JSON.stringify(body.slice(end, end + 40))}`);
  if (open.length !== 1) throw new Error(`${open.at(-1)?.name} is never closed`);
  const [first, ...more] = root.children;
  if (first === undefined || more.length > 0) throw new Error('there is not exactly one root');
  return first;
}

function readToken(
  [, isEnd, name = '', attributes = '', isEmpty, text]: RegExpMatchArray,
  open: OpenElement[],
): void {
  const last = open.at(-1);
  if (last === undefined) throw new Error('nothing is open');
  if (text !== undefined) last.text += resolveEntities(text);
  else if (isEnd === '/') {
    if (last.name !== name) throw new Error(`</${name}> closes <${last.name}>`);
    open.pop();
  } else {
    const element: OpenElement = { name, attributes: readAttributes(attributes), children: [], text: '' };
    last.children.push(element);
    if (isEmpty !== '/') open.push(element);
  }
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, resolveEntities(value)]));
}

function resolveEntities(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`unknown entity ${whole}`);
    return character;
  });
}
