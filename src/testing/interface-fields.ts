/** Reads the interfaces of a TypeScript file, so that a test can hold a published schema against them. */
import ts from 'typescript';

/** A field of an object type; `fields` where its type is an object (or a list of objects) written in place. */
export interface InterfaceField {
  readonly name: string;
  readonly isOptional: boolean;
  readonly fields: readonly InterfaceField[] | null;
}

/** The interfaces of `text` by name, each with the fields of the interface that it extends in the same file. */
export function readInterfaces(path: string, text: string): ReadonlyMap<string, readonly InterfaceField[]> {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const declarations = source.statements.filter(ts.isInterfaceDeclaration);
  const read = new Map<string, readonly InterfaceField[]>();
  for (const declaration of declarations) {
    const parents = (declaration.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((type) => read.get(type.getText(source)) ?? []),
    );
    read.set(declaration.name.text, [...parents, ...readMembers(declaration.members, source)]);
  }
  return read;
}

function readMembers(members: ts.NodeArray<ts.TypeElement>, source: ts.SourceFile): InterfaceField[] {
  return members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(source),
    isOptional: member.questionToken !== undefined,
    fields: member.type === undefined ? null : readLiteral(member.type, source),
  }));
}

/** The fields of the object written in place inside `type` (also as `readonly {…}[]` or `{…} | null`), or null. */
function readLiteral(type: ts.TypeNode, source: ts.SourceFile): InterfaceField[] | null {
  if (ts.isTypeLiteralNode(type))
    return type.members.some(ts.isIndexSignatureDeclaration) ? null : readMembers(type.members, source);
  if (ts.isTypeOperatorNode(type)) return readLiteral(type.type, source);
  if (ts.isArrayTypeNode(type)) return readLiteral(type.elementType, source);
  if (ts.isUnionTypeNode(type))
    return type.types.map((member) => readLiteral(member, source)).find((fields) => fields !== null) ?? null;
  return null;
}
