/** Checks the project's word on what faults break against its command sets and the simulated module. */
import { renderDiagnostic } from '../document/drawing.ts';
import { FAULTS, PERSONALITY_NAMES } from '../module/create.ts';
import { type FaultDeclaration, loadFaults } from '../spec/faults.ts';
import { checkFaults } from '../spec/faults-check.ts';
import type { CommandSet } from '../spec/model.ts';
import { readFaultFile, readFaultSchema } from './project-files.ts';

/** Every mistake of specs/faults.yaml, drawn; none where there is no such file, since a project need not measure itself. */
export function drawFaultMistakes(root: string, sets: readonly CommandSet[]): readonly string[] {
  const file = readFaultFile(root);
  if (file === null) return [];
  const module = { faults: FAULTS.map(({ id }) => id), personalities: PERSONALITY_NAMES };
  return checkFaults(file, readFaultSchema(), sets, module).map((diagnostic) =>
    renderDiagnostic(diagnostic, file.text),
  );
}

export interface ListedFault {
  readonly id: string;
  readonly title: string;
  /** `breaks R-…, R-…`, and where; or why that is not known. */
  readonly consequence: string;
}

/** What the project declares for the set `setName`; null where it declares nothing for it, or the file has mistakes. */
export function loadDeclaredFaults(root: string, setName: string): readonly FaultDeclaration[] | null {
  const file = readFaultFile(root);
  if (file === null) return null;
  const loaded = loadFaults(file, readFaultSchema());
  return loaded.setName === setName ? loaded.faults : null;
}

/** The faults of the module with what the project's file says of them. */
export function listFaults(root: string): readonly ListedFault[] {
  const file = readFaultFile(root);
  const declared = file === null ? null : loadFaults(file, readFaultSchema()).faults;
  return FAULTS.map(({ id, title }) => {
    const declaration = declared?.find((one) => one.id === id);
    return {
      id,
      title,
      consequence: declaration === undefined ? 'no specs/faults.yaml says what it breaks' : tell(declaration),
    };
  });
}

function tell({ breaks, personality, equivalent }: FaultDeclaration): string {
  if (equivalent !== null) return `breaks nothing: ${equivalent}`;
  return `breaks ${breaks.join(', ')}${personality === null ? '' : `; only in sim:${personality}`}`;
}
