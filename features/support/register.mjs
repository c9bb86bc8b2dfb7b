// Lets a plain `npx cucumber-js` load TypeScript; named first in cucumber.json.
import { register } from 'tsx/esm/api';

register();
