/** Drawings: the phases of the session, the strips of latencies. */

export const DRAWING_STYLE = `
svg text{font:12px -apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,"Liberation Sans",sans-serif;fill:var(--ink);text-anchor:middle}
.states,.strip{display:block;height:auto}
.states{min-width:900px;max-width:100%;margin:14px 0}
.states rect{fill:var(--paper);stroke:var(--line-strong);stroke-width:1.5}
.states .box text{font-weight:600}
.states .box .hits{font-weight:400}
.states .never rect{stroke-dasharray:4 3;stroke:var(--ink-soft)}
.states .never text,.states .exit{fill:var(--ink-soft)}
.states .way path{fill:none;stroke:var(--ink-info);stroke-width:1.5}
.states marker path{fill:var(--ink)}
.states .way .hits{font-weight:700}
.states .way.never path{stroke:var(--ink-soft);stroke-width:1;stroke-dasharray:4 3}
.states .way.never .hits{font-weight:400}
.states .way text{paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.states .exit.hit{fill:var(--ink-warn);font-weight:600}
.moves,.oddities,.mutation{width:auto;margin-top:8px}
.oddities td:last-child{min-width:230px}
.shortfalls{padding-left:20px}
.faults td:last-child{min-width:280px}
.moves td,.moves th,.oddities th,.oddities td{padding-top:4px;padding-bottom:4px}
.strip{min-width:420px;max-width:100%}
.strip rect{fill:var(--ink-info)}
.strip .floor{stroke:var(--line-strong)}
.strip .mark{stroke:var(--ink);stroke-width:2}
.strip .limit{stroke:var(--ink-fail);stroke-width:2;stroke-dasharray:3 2}
.strip text{font-size:11px}
.limit-key{display:inline-block;height:12px;border-left:2px dashed var(--ink-fail);margin:0 4px 0 10px;vertical-align:-2px}
.latencies td:last-child{min-width:190px}
.strip .tick{stroke:var(--line)}
.strip .axis{fill:var(--ink-soft)}
.figures-list{display:grid;grid-template-columns:auto 1fr auto 1fr;gap:0 10px}
.figures-list dt{color:var(--ink-soft)}
`;
