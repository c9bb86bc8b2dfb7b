/** Runs side by side: their identities, the matrices, and both answers of an exchange. */

export const COMPARISON_STYLE = `
.mast.wide{grid-template-columns:minmax(0,1fr)}
.pairs{list-style:none;margin-top:10px}
.pairs b{color:var(--v)}
.runs th,.matrix thead th,.matrix td{overflow-wrap:anywhere}
.runs thead th,.matrix thead th{color:var(--ink);font-weight:600;white-space:normal}
.runs tbody th{color:var(--ink-soft);white-space:nowrap}
.matrix td{min-width:120px}
.matrix tbody th{min-width:230px;max-width:420px;overflow-wrap:anywhere}
.matrix tbody th small{font-family:inherit}
.matrix .v{white-space:normal}
.matrix em{font-style:normal;font-weight:600;color:var(--v);display:block}
.reference{background:var(--paper-sunk)}
.matrix td,.runs td,.matrix thead th+th,.runs thead th{padding-left:10px}
.matrix .v+.v{display:block}
.folded{margin-top:14px}
.folded>summary{cursor:pointer;color:var(--ink-soft)}
.kinds>details,.kinds>div{border-bottom:1px solid var(--line);padding:8px 0}
.kinds summary{cursor:pointer;color:var(--ink-soft)}
.kinds dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin-top:3px}
.kinds dt{color:var(--ink-soft)}
.kinds dd{overflow-wrap:anywhere}
.kinds ul{list-style:none;margin:4px 0 0}
`;
