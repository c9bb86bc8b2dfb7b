/** Text inside XML: escaped, and free of the characters that XML 1.0 cannot carry even as references. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * `text` for element content and for attributes in double quotes. Control characters, lone surrogates and
 * U+FFFE/U+FFFF are shown as `\xhh` or `\uhhhh`; tabs and line feeds stay.
 * Source: XML 1.0, section 2.2, Char.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, showCharacter)
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

function showCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
