/** Sections, tables, failure cards, ladders, parameter bars, the list of scenarios. */

export const PARTS_STYLE = `
main>section{margin-top:44px}
main>section>h2{font-size:20px;padding-bottom:7px;border-bottom:2px solid var(--line-strong);margin-bottom:12px}
main>section>h2 span{font-weight:400;font-size:14px;color:var(--ink-soft);margin-left:6px;letter-spacing:0}
section>h3{font-size:15px;margin:26px 0 10px}
.calm{color:var(--ink-soft)}

.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:7px 18px 7px 0;border-bottom:1px solid var(--line);font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:12px;color:var(--ink-soft);padding-top:0;border-bottom-color:var(--line-strong);white-space:nowrap}
tr.aimed,.card.aimed,li.aimed{background:var(--paper-mark)}
.commands th b{font:600 13px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.commands td{min-width:90px}
.commands td:nth-child(2){min-width:150px}
.commands td:nth-last-child(2){min-width:210px}
.form{white-space:nowrap;margin-right:8px}
.form.none{color:var(--ink-soft)}
.commands td:nth-child(5){white-space:nowrap}
.meter{display:inline-block;width:64px;height:8px;border:1px solid var(--line-strong);margin-right:8px}
.meter i{display:block;height:100%;background:var(--line-strong)}
.cells{display:flex;flex-wrap:wrap;gap:3px;max-width:340px;margin-top:5px}
.cells .cell{width:11px;height:11px}
.cells .cell:hover{outline:2px solid var(--ink);outline-offset:1px}
.cells .f-fail,.cells .f-error{margin:0 2px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:3px 22px;margin-top:12px;font-size:12px}
.legend li{color:var(--v)}
.legend .cell{margin:0 5px 0 3px}
.legend span{color:var(--ink-soft)}

.card{content-visibility:auto;contain-intrinsic-size:auto 560px;border-left:4px solid var(--v);padding:2px 0 4px 20px;margin:0 0 34px}
.card>header{display:flex;gap:16px;align-items:baseline;justify-content:space-between}
.card h3{font-size:16px}
.card h3 i{font-style:normal}
.card h3,.card h3 i{color:var(--v)}
.card h3 a{font-size:14px;font-weight:600}
.card h3 .soft{font-weight:400;font-size:13px;letter-spacing:0}
.times{color:var(--ink-soft);white-space:nowrap}
.card blockquote{margin:7px 0 8px;max-width:900px}
.card blockquote p{font-size:16px;line-height:1.4}
.card blockquote footer{font-size:12px;color:var(--ink-soft)}
.card cite{font-style:normal}
.where{line-height:1.6}
.cmp{margin:10px 0 4px}
.cmp dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px}
.cmp dt{color:var(--ink-soft)}
.cmp dd{overflow-wrap:anywhere;padding-top:2px}
.dump-title{margin-top:10px;font-size:12px;color:var(--ink-soft)}
.dump{margin:2px 0 0;overflow-x:auto;border-top:1px solid var(--line);padding-top:4px}
.dump,.wire pre{font-size:11px;line-height:1.4}
.wire{list-style:none;margin:10px 0;min-width:860px;border-top:1px solid var(--line)}
.wire li{display:grid;grid-template-columns:76px 1fr;gap:0 12px;padding:3px 0;border-bottom:1px dotted var(--line)}
.wire i{font-style:normal;text-align:right;color:var(--ink-soft);font-size:12px}
.wire pre,.wire p{margin:0}
.wire p{font:12px/1.45 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.wire pre{color:var(--ink-soft)}
.wire pre b{color:var(--ink);font-weight:400}
.wire .k-tx pre b,.wire .k-tx p{font-weight:700}
.wire .quiet p{font-weight:400}
.wire .k-origin{color:var(--ink-info);padding-left:22px}
.wire .k-control{color:var(--ink-error)}
.wire .k-step{display:block;padding-top:7px;color:var(--ink-soft)}
.wire .k-step p,.wire .k-note p{font-family:inherit}
.wire .k-note{font-style:italic}
.wire .quiet pre b{color:var(--ink-soft)}
.wire .hit{background:var(--paper-mark)}
.wire .hit i,.wire .hit pre,.wire .hit{color:var(--ink)}
.elapsed,.reason{margin-top:6px}
.repeat{display:flex;gap:12px;align-items:baseline;background:var(--paper-sunk);padding:5px 10px}
.repeat span{color:var(--ink-soft)}
.repeat code{flex:1;overflow-wrap:anywhere;user-select:all}
.copy{padding:0 8px;font-size:12px}
.others{margin-top:8px}
.others ul{list-style:none;columns:2 320px;margin-top:4px}
.left-out{font-size:12px;color:var(--ink-soft)}

.ladder{list-style:none;line-height:1.55}
.ladder li{padding-left:88px;text-indent:-88px;white-space:pre-wrap;word-break:break-all}
.ladder i{display:inline-block;width:88px;padding-right:12px;text-indent:0;text-align:right;font-style:normal;color:var(--ink-soft)}
.ladder .t{font-weight:600}
.ladder .t i{font-weight:400}
.ladder .p{color:var(--ink-soft)}
.ladder .o{color:var(--ink-info);padding-left:110px;text-indent:-110px}
.ladder .o i{margin-right:22px}
.ladder .c{color:var(--ink-error)}
.ladder .n{color:var(--ink-soft);font-style:italic}
.ladder .s{padding:5px 0 1px;text-indent:0;color:var(--ink-soft)}
.ladder .s,.ladder .n,.ladder .c{word-break:normal;overflow-wrap:anywhere}

.requirements td:nth-child(4){min-width:300px}
.requirements th{white-space:nowrap;font-weight:600}
.requirements td:last-child{width:350px;min-width:280px}
.requirements tr>*{scroll-margin-top:92px}
.questions td:nth-child(2){min-width:240px}
.questions td:nth-child(3){min-width:220px}
.answer b{font-weight:600}
.known{min-width:200px;display:grid;grid-template-columns:auto 1fr;gap:0 12px}
.known div{display:contents}
.known dt{color:var(--ink-soft)}

.key{font-size:12px;color:var(--ink-soft)}
.bar-key{display:inline-block;width:18px;height:8px}
.bar-key.never{border:1px dashed var(--ink-soft)}
.refused{background:repeating-linear-gradient(135deg,var(--ink-warn) 0 2px,transparent 2px 4px);outline:1px solid var(--ink-warn);outline-offset:-1px}
.accepted{background:var(--ink-info)}
.odd{color:var(--ink-fail)}
.parameters{display:grid;align-items:start;grid-template-columns:repeat(auto-fill,minmax(min(100%,520px),1fr));gap:18px 40px}
#parameters h3{margin:22px 0 8px;font-size:13px}
.classes caption{text-align:left;border-bottom:1px solid var(--line-strong);padding-bottom:3px}
.classes caption span{float:right;font-size:12px;color:var(--ink-soft)}
.classes th,.classes td{padding:2px 12px 2px 0;border-bottom-style:dotted;font-size:13px}
.classes tbody th{width:34%;overflow-wrap:anywhere}
.should{width:52px;color:var(--ink-soft)}
.classes .counts{white-space:nowrap;width:1%;min-width:118px}
.two-sided{display:grid;grid-template-columns:1fr 2fr;height:10px;margin-top:5px;min-width:90px}
.two-sided span+span{border-left:1px solid var(--line-strong)}
.two-sided span:first-child{direction:rtl}
.two-sided i{display:block;height:100%}
.never th,.never td{color:var(--ink-soft)}
.never .two-sided{border:1px dashed var(--line-strong);opacity:.6}
.never .two-sided span+span{border-left-style:dashed}

.filter{position:sticky;top:38px;z-index:2;display:flex;flex-wrap:wrap;gap:6px 18px;align-items:center;background:var(--paper);padding:8px 0;border-bottom:1px solid var(--line)}
.filter label{color:var(--ink-soft)}
.filter input{width:min(220px,60vw);color:var(--ink)}
.filter .short{width:150px}
.filter select{color:var(--ink)}
.filter output{color:var(--ink-soft);margin-left:auto}
.scenarios>details{border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 34px;scroll-margin-top:92px}
.scenarios>details[open]{padding-bottom:14px}
.scenarios>details.aimed>summary{background:var(--paper-mark)}
.scenarios summary{display:grid;grid-template-columns:112px minmax(0,5fr) minmax(0,6fr) 96px 66px;gap:0 14px;padding:6px 0;cursor:pointer;list-style:none;align-items:baseline}
.scenarios summary::-webkit-details-marker{display:none}
.scenarios summary:hover{background:var(--paper-sunk)}
.scenarios summary b{color:var(--v);font-weight:600}
.scenarios summary code{overflow-wrap:anywhere}
.scenarios summary em{color:var(--v);font-style:normal;font-weight:600;grid-column:4}
.scenarios summary time{grid-column:5;text-align:right;color:var(--ink-soft)}
.scenarios details>:not(summary){margin-left:126px}
.meta{color:var(--ink-soft);font-size:12px}
.judged{list-style:none;margin:4px 0 8px;padding:0}
.judged li{padding-left:18px;text-indent:-18px}
.judged b{color:var(--v);font-weight:600}
.judged small,.answer small small{display:inline}
.end{margin-top:56px;padding-bottom:36px;color:var(--ink-soft);font-size:12px}
.end p:first-child{border-top:1px solid var(--line);padding-top:12px}
kbd{border:1px solid var(--line);padding:0 4px;border-radius:2px}
`;
