/** The import table of the rooms (docs/ARCHITECTURE.md draws it): any arrow that is not here fails `npm run imports`. */

/** room -> the rooms that it may import. `run` and `cli` are the places where everything is wired together. */
const ROOMS = {
  base: [],
  document: ['base'],
  wire: ['base'],
  record: ['base'],
  link: ['base', 'record'],
  module: ['base'],
  origin: ['base'],
  spec: ['base', 'document'],
  scenario: ['base', 'document', 'wire', 'spec'],
  generate: ['base', 'spec', 'scenario'],
  engine: ['base', 'wire', 'record', 'spec', 'scenario'],
  coverage: ['base', 'wire', 'record', 'spec'],
  report: ['base', 'document', 'record', 'coverage'],
};
ROOMS.run = Object.keys(ROOMS).filter((room) => room !== 'report');
ROOMS.cli = Object.keys(ROOMS);

/** Test code may look into every room: a test of the module needs an origin to talk to. */
const TEST_CODE = String.raw`\.test\.ts$|^src/testing/`;

const pathOfRooms = (rooms) => `^src/(${rooms.join('|')})/`;

const roomRules = Object.entries(ROOMS).map(([room, imports]) => ({
  name: `imports-of-${room}`,
  comment: `${room} may import ${imports.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: pathOfRooms([room]), pathNot: TEST_CODE },
  to: { path: '^(src|features|scripts|bin)/', pathNot: pathOfRooms([room, ...imports]) },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'room-without-a-row',
      comment: 'every folder of src/ needs its row in the table above',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: pathOfRooms([...Object.keys(ROOMS), 'testing']) },
      to: {},
    },
    {
      name: 'test-code-in-the-product',
      comment: 'only tests import src/testing and test files',
      severity: 'error',
      from: { path: '^(src|features)/', pathNot: TEST_CODE },
      to: { path: TEST_CODE },
    },
    {
      name: 'cucumber-in-one-place',
      comment: 'outside a cucumber run its globals throw, so only run and features/support import it',
      severity: 'error',
      from: { pathNot: '^(src/run|features/support)/' },
      to: { path: '(^|/)node_modules/@cucumber/cucumber/' },
    },
    {
      name: 'circle',
      comment: 'files that need each other at run time are one file, or lack a third',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
