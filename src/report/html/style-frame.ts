/** Type, colours of verdicts, the bar and the first screen. */

export const FRAME_STYLE = `
*{box-sizing:border-box}
html{scroll-padding-top:3rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 -apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
main,.bar>div,.end{max-width:1240px;margin:0 auto;padding:0 28px}
code,pre,kbd,.id,.ladder,.cmp dd,a[href*=":"]{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:12px}
a{color:var(--ink-link);text-decoration-line:underline;text-decoration-thickness:1px;text-underline-offset:2px;text-decoration-color:color-mix(in srgb,currentColor 35%,transparent)}
a:hover{text-decoration-color:currentColor}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--ink-link);outline-offset:2px}
h1,h2,h3,p,dl,dd,ul,ol,blockquote,figure{margin:0;padding:0}
h1,h2,h3{font-weight:650;line-height:1.2;letter-spacing:-.01em}
small{display:block;font-size:12px;color:var(--ink-soft)}
button,input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line-strong);border-radius:2px;padding:2px 8px}
button{cursor:pointer}
button:hover{background:var(--paper-sunk)}
mark{background:var(--paper-mark);color:inherit;box-shadow:0 1px 0 var(--ink-fail)}
html:not(.js) .js-only{display:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--ink-soft)}
.num{white-space:nowrap}
.id,a[href*=":"]{overflow-wrap:anywhere}

.v-pass{--v:var(--ink-pass)}.v-info{--v:var(--ink-info)}.v-nonstrict,.v-inconclusive{--v:var(--ink-warn)}
.v-unverified,.v-fail{--v:var(--ink-fail)}.v-error{--v:var(--ink-error)}.v-skip,.v-untested{--v:var(--ink-soft)}
.v{color:var(--v);white-space:nowrap;margin-right:.7em}
.v i{font-style:normal;font-weight:700;display:inline-block;min-width:.8em;text-align:center}
.v-fail.v,.v-error.v,.v-unverified.v{font-weight:650}

.cell{display:inline-block;width:10px;height:10px;border:1px solid var(--c);background:var(--c);vertical-align:-1px}
.f-pass{--c:var(--ink-pass)}.f-info{--c:var(--ink-info)}.f-nonstrict,.f-inconclusive{--c:var(--ink-warn)}
.f-unverified,.f-fail{--c:var(--ink-fail)}.f-error{--c:var(--ink-error)}.f-skip,.f-untested{--c:var(--ink-soft)}
.cell.f-info{background:linear-gradient(0deg,var(--c) 50%,transparent 50%)}
.cell.f-nonstrict,.cell.f-inconclusive{background:linear-gradient(135deg,var(--c) 50%,transparent 50%)}
.cell.f-unverified{background:radial-gradient(circle,var(--c) 30%,transparent 34%)}
.cell.f-fail,.cell.f-error{background:var(--c);outline:2px solid var(--c);outline-offset:1px}
.cell.f-error{background:linear-gradient(90deg,transparent 35%,var(--c) 35% 65%,transparent 65%)}
.cell.f-skip{background:linear-gradient(transparent 40%,var(--c) 40% 60%,transparent 60%);border-color:transparent}
.cell.f-untested{background:none}

.bar{position:sticky;top:0;z-index:3;background:var(--paper);border-bottom:1px solid var(--line)}
.bar>div{display:flex;gap:16px;align-items:center;height:38px;overflow-x:auto;scrollbar-width:none;white-space:nowrap}
.bar a{color:inherit;text-decoration:none}
.bar a:hover{text-decoration:underline}
.theme{margin-left:auto;padding:0 8px;font-size:12px}
.theme[aria-pressed=true]{background:var(--ink);color:var(--paper)}

.mast{display:grid;grid-template-columns:minmax(0,1fr) 400px;gap:40px;padding:24px 0 6px;border-top:6px solid var(--v)}
.kicker{color:var(--ink-soft)}
.kicker b{font-weight:600;color:var(--ink)}
.mast h1{font-size:38px;font-weight:750;letter-spacing:.01em;color:var(--v);margin:4px 0 6px;display:flex;gap:14px;align-items:baseline}
.mast .sign{font-weight:400}
.decision{font-size:18px;font-weight:600;line-height:1.35}
.rule{color:var(--ink-soft);margin-top:2px}
.rule b{color:var(--ink);font-weight:600}
.tally{margin-top:20px}
.figures{display:flex;flex-wrap:wrap;gap:2px 26px}
.fig{white-space:nowrap}
.fig b{display:block;font-size:24px;font-weight:600;line-height:1.15;color:var(--ink)}
.fig[class*=v-] b{color:var(--v)}
.fig .cell{margin-right:6px}
.stack{display:flex;gap:2px;height:8px;margin:8px 0}
.stack span{background:var(--c);min-width:4px}
.stack .f-info{background:repeating-linear-gradient(90deg,var(--c) 0 2px,transparent 2px 4px)}
.stack .f-untested,.stack .f-skip{background:none;border:1px solid var(--c)}
.aside{color:var(--ink-soft)}
.gaps{margin-top:18px;padding-top:10px;border-top:1px solid var(--line)}
.gaps h2{font-size:14px;margin-bottom:4px}
.gaps ul{list-style:none;columns:2 300px;column-gap:28px}
.gaps li{break-inside:avoid;padding:2px 0 2px 14px;text-indent:-14px;line-height:1.4}
.gaps li::before{content:"–";display:inline-block;width:14px;text-indent:0;color:var(--ink-soft)}
.gaps li a{text-indent:0;white-space:nowrap}
.gaps b{font-weight:600}

.identity{align-self:start;display:grid;grid-template-columns:1fr 1fr;border:1px solid var(--line-strong);border-width:1px 0 0 1px;line-height:1.35}
.identity>div{border:1px solid var(--line-strong);border-width:0 1px 1px 0;padding:5px 9px 6px;min-width:0}
.identity .wide{grid-column:1/-1}
.identity dt{font-size:11px;color:var(--ink-soft)}
.identity dd{overflow-wrap:anywhere}
`;
