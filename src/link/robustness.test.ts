import { LINK_KINDS } from '../testing/link-kinds.ts';
import { testLinkRobustness } from '../testing/link-robustness.ts';

for (const kind of LINK_KINDS) testLinkRobustness(kind);
