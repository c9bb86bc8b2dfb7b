import { LINK_KINDS } from '../testing/link-kinds.ts';
import { testLinkRobustness } from '../testing/link-robustness.ts';

// What a recording did stands in it; nobody can make it do anything else.
for (const kind of LINK_KINDS.filter(({ isRecorded }) => isRecorded !== true)) testLinkRobustness(kind);
