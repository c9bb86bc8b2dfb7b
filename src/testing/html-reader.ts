/** A small reader of our own HTML pages for tests: which tags there are, and whether they nest. */

export interface HtmlTag {
  readonly name: string;
  readonly attributes: string;
}

const VOID = new Set(['meta', 'link', 'input', 'br']);
/** Elements whose content is no markup. */
const RAW = /<(style|script)>[\s\S]*?<\/\1>/g;

/** Every start tag in order; throws where an end tag closes another element. `li` needs no end tag, drawings close some in themselves. */
export function readTags(page: string): readonly HtmlTag[] {
  const tags: HtmlTag[] = [];
  const open: string[] = [];
  const body = page.replace(/^<!doctype html>/, '').replace(RAW, '<$1></$1>');
  for (const [whole, end, name = '', attributes = ''] of body.matchAll(/<(\/?)([^\s>]*)([^>]*)>?/g)) {
    if (!/^[a-z][a-z0-9]*$/.test(name) || !whole.endsWith('>'))
      throw new Error(`no tag: ${whole.slice(0, 60)}`);
    if (end === '/') closeTag(open, name);
    else {
      tags.push({ name, attributes: attributes.trim() });
      if (name === 'li' && open.at(-1) === 'li') open.pop();
      if (!VOID.has(name) && !attributes.endsWith('/')) open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  return tags;
}

function closeTag(open: string[], name: string): void {
  if (open.at(-1) === 'li' && name !== 'li') open.pop();
  const last = open.pop();
  if (last !== name) throw new Error(`</${name}> closes <${last}>`);
}
