/** The page's style sheet, put together: colours by scheme, then type and first screen, then tables, lists and drawings, then paper and print. */
import { declareColours } from './palette.ts';
import { DRAWING_STYLE } from './style-drawings.ts';
import { FRAME_STYLE } from './style-frame.ts';
import { PARTS_STYLE } from './style-parts.ts';
import { PRINT_STYLE } from './style-print.ts';

export const PAGE_STYLE = `
:root{color-scheme:light;${declareColours('light')}}
:root[data-theme=dark]{color-scheme:dark;${declareColours('dark')}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${declareColours('dark')}}}
${FRAME_STYLE}${PARTS_STYLE}${DRAWING_STYLE}${PRINT_STYLE}`;
