/**
 * The schema of the profiles of one command set: the common one with the capabilities that the set declares. It is what
 * profiles are checked by, and written to schemas/ for editors to complete from.
 */
import type { AnySchemaObject } from 'ajv';
import type { Capability, CommandSet } from './model.ts';

/** What a profile is held against of its set. */
export type ProfileSet = Pick<CommandSet, 'name' | 'capabilities'>;

const PROVENANCE = { $ref: '#/definitions/provenance' };

const composed = new WeakMap<ProfileSet, WeakMap<AnySchemaObject, AnySchemaObject>>();

/** `schema` is that of all profiles. The same object for the same two, so that it is compiled once. */
export function composeProfileSchema(schema: AnySchemaObject, set: ProfileSet): AnySchemaObject {
  const ofSet = composed.get(set) ?? new WeakMap<AnySchemaObject, AnySchemaObject>();
  composed.set(set, ofSet);
  const known = ofSet.get(schema);
  if (known !== undefined) return known;
  const definitions = schema.definitions as Readonly<Record<string, AnySchemaObject>>;
  const properties = Object.fromEntries(
    set.capabilities.map((capability) => [capability.name, describeValue(capability)]),
  );
  const values = { ...definitions.values, additionalProperties: false, properties };
  const whole = { ...schema, definitions: { ...definitions, values } };
  ofSet.set(schema, whole);
  return whole;
}

function describeValue({ about, takes }: Capability): object {
  return {
    description: about,
    type: 'object',
    additionalProperties: false,
    required: ['value', 'from'],
    properties: { value: describeTaken(takes), from: PROVENANCE },
  };
}

function describeTaken(takes: Capability['takes']): object {
  // Any text holds `unknown` too.
  if (takes.includes('text')) return { type: 'string', minLength: 1, examples: ['ERROR'] };
  const words = { enum: [...takes.filter((taken) => taken !== 'integer'), 'unknown'] };
  return takes.includes('integer') ? { anyOf: [{ type: 'integer', minimum: 0 }, words] } : words;
}
