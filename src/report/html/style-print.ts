/** Narrow screens, and paper. */
import { declareColours } from './palette.ts';

export const PRINT_STYLE = `
@media (max-width:1020px){
.mast{grid-template-columns:minmax(0,1fr);gap:24px}
}
@media (max-width:640px){
main,.bar>div,.end{padding:0 16px}
.mast h1{font-size:27px;gap:9px}
.decision{font-size:16px}
.figures{gap:6px 20px}
.fig b{font-size:20px}
.card{padding-left:12px}
.card>header{flex-wrap:wrap}
.ladder li{padding-left:70px;text-indent:-70px}
.ladder i{width:70px;padding-right:8px}
.ladder .o{padding-left:80px;text-indent:-80px}
.ladder .o i{margin-right:10px}
.filter{position:static}
.filter output{margin-left:0}
.scenarios summary{grid-template-columns:1fr auto;gap:0 10px}
.scenarios summary b{grid-column:1;grid-row:1}
.scenarios summary time{grid-column:2;grid-row:1}
.scenarios summary span,.scenarios summary code{grid-column:1/-1}
.scenarios summary em{grid-column:1/-1}
.scenarios details>:not(summary){margin-left:0}
.repeat{flex-wrap:wrap}
}
@page{size:A4;margin:12mm}
@media print{
:root:root,:root[data-theme=dark]{color-scheme:light;${declareColours('light')}}
body{font-size:10pt;background:none}
main,.end{max-width:none;padding:0}
.bar,.filter,.copy,.theme,.others>summary::marker{display:none}
.cell,.stack span,.meter i,.two-sided i,mark,.repeat,.bar-key{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.mast{grid-template-columns:minmax(0,1fr);gap:18px}
table{font-size:8.5pt}
th,td{padding-right:8px}
thead th,.v,.form{white-space:normal}
.commands td:nth-child(n),.requirements td:nth-child(n),.questions td:nth-child(n),.faults td:nth-child(n),.latencies td:nth-child(n),.oddities td:nth-child(n),.known{min-width:0;width:auto}
.cells{max-width:150px}
table .id,table small,table a[href*=":"],.commands th b{font-size:7.5pt}
.requirements tbody th,.commands th b{white-space:nowrap;overflow-wrap:normal}
.meter{width:40px}
.scroll,.dump{overflow:visible}
.wire,.states,.strip{min-width:0}
.wire pre,.dump{font-size:9px}
.wire li,.latencies tr{break-inside:avoid}
main>section>h2,section>h3,.card>header,.classes caption{break-after:avoid}
tr,.classes,.identity,.ladder li,.repeat,.cmp{break-inside:avoid}
a{color:inherit;text-decoration:none}
.scenarios>details,.card{content-visibility:visible}
}
`;
