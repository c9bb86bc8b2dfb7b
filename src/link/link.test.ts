import { testLinkContract } from '../testing/link-contract.ts';
import { LINK_KINDS } from '../testing/link-kinds.ts';

for (const kind of LINK_KINDS) testLinkContract(kind);
