/** Colours as [light, dark]. Text colours have at least 4.5:1 on paper and wash, bars at least 3:1 on paper. */
const palette: Record<string, readonly [light: string, dark: string]> = {
  paper: ["#ffffff", "#0e1217"],
  wash: ["#f6f7f9", "#161b22"],
  ink: ["#17202c", "#e6eaf0"],
  muted: ["#55616f", "#9ba8b8"],
  line: ["#dde2e8", "#2b333e"],
  link: ["#1f55b5", "#8db7ff"],
  strategic: ["#5a3fd0", "#ab9bff"],
  "strategic-wash": ["#efecfd", "#272150"],
  tactical: ["#086e69", "#58d3c7"],
  "tactical-wash": ["#def3f0", "#10322f"],
  "tactical-bar": ["#17988f", "#3fb8ad"],
  unclear: ["#55616f", "#9ba8b8"],
  "unclear-wash": ["#eceff2", "#232a33"],
  "unclear-bar": ["#7d8896", "#6b7786"],
  error: ["#b3261e", "#ff9184"],
  "error-wash": ["#fdecea", "#3a1815"],
  warning: ["#8a5300", "#f3bb55"],
  "warning-wash": ["#fdf2de", "#33270f"],
  info: ["#1f55b5", "#8db7ff"],
  "info-wash": ["#eaf1fc", "#15233c"],
  good: ["#1c6e3d", "#6fd597"],
  "good-wash": ["#e6f5eb", "#122c1c"],
};

const variables = (value: (pair: readonly [string, string]) => string): string =>
  Object.entries(palette)
    .map(([name, pair]) => `--${name}:${value(pair)}`)
    .join(";");

/** Style sheet of the report. One source for both themes; without `light-dark()` the report is light. */
export const styleSheet = `
:root{color-scheme:light dark;${variables(([light]) => light)}}
@supports (color:light-dark(#000,#fff)){:root{${variables(([light, dark]) => `light-dark(${light},${dark})`)}}}
:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
h1,h2,h3,h4,h5,p,ul,dl,figure,table{margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.3rem);line-height:1.15;letter-spacing:-.02em;text-wrap:balance}
h2{font-size:1.5rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 1rem}
h2 small{color:var(--muted);font-size:.95rem;font-weight:400;letter-spacing:0}
h3{font-size:1.1rem;margin:2.25rem 0 .25rem}
h4{font-size:.95rem;font-weight:600;margin:1.5rem 0 .6rem}
h5{font-size:1rem;font-weight:600;line-height:1.4}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,main:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
main:focus:not(:focus-visible){outline:0}
code{font:.85em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--wash);padding:.1em .35em;border-radius:4px}
h4 code{color:var(--muted);font-weight:400;white-space:nowrap}
h3 small{color:var(--muted);font-size:.9rem;font-weight:400}
.visually-hidden{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--paper);padding:.5rem 1rem;border:2px solid var(--link);border-radius:6px;z-index:2}
.skip:focus{top:.5rem}
.top{border-bottom:1px solid var(--line)}
.top>div{max-width:76rem;margin:0 auto;padding:.8rem clamp(1rem,4vw,2.5rem);display:flex;justify-content:space-between;align-items:center;gap:1rem}
.brand{display:flex;align-items:center;gap:.5rem;font-weight:700;letter-spacing:-.01em}
.themes{display:flex;border:1px solid var(--line);border-radius:8px;padding:2px;margin:0;min-width:0}
.themes input{position:absolute;opacity:0;width:1px;height:1px}
.themes label{padding:.25rem .7rem;border-radius:6px;font-size:.85rem;color:var(--muted);cursor:pointer}
.themes input:checked+label{background:var(--unclear-wash);color:var(--ink);font-weight:600}
.themes input:focus-visible+label{outline:3px solid var(--link);outline-offset:1px}
.page{max-width:76rem;margin:0 auto;padding:0 clamp(1rem,4vw,2.5rem) 4rem;display:grid;grid-template-columns:minmax(0,1fr);gap:0 3rem}
nav{padding:1.25rem 0 0}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;font-size:.92rem}
nav a{display:inline-flex;max-width:100%;align-items:center;gap:.4rem;text-decoration:none;padding:.2rem 0}
nav a bdi{min-width:0;overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
nav a:hover{text-decoration:underline}
main>section{padding:2.25rem 0;border-bottom:1px solid var(--line)}
main>section:last-child{border:0}
.date,.quiet{color:var(--muted)}
.date{margin-top:.4rem;font-size:.93rem}
.tagline{margin-top:.6rem;max-width:46rem;text-wrap:pretty}
.lead{font-size:1.2rem;line-height:1.5;margin-top:1.25rem;max-width:46rem;text-wrap:pretty}
.callout{margin-top:1rem;padding:.8rem 1rem;border-radius:8px;border-left:4px solid;max-width:46rem}
.callout.error{background:var(--error-wash);border-color:var(--error)}
.callout.warning{background:var(--warning-wash);border-color:var(--warning)}
.callout.info{background:var(--info-wash);border-color:var(--info)}
.callout.good{background:var(--good-wash);border-color:var(--good)}
h2.start{font-size:1rem;letter-spacing:0;margin:1.5rem 0 .5rem}
ol.start{margin:0;padding:0 0 0 1.5rem;max-width:46rem}
ol.start li{margin:.45rem 0;padding-left:.25rem}
ol.start li::marker{color:var(--muted)}
ol.start a{text-decoration-thickness:1px}
ol.start .key{font-weight:600}
ol.start .quiet{display:block;font-size:.93rem;text-wrap:pretty}
.all-clear{margin-top:1.5rem;color:var(--good);font-weight:600}
.mix-figure{margin:1.5rem 0 1.25rem}
svg{display:block}
svg.mix{border-radius:5px;overflow:hidden}
svg.mix rect{stroke:var(--paper);stroke-width:2}
rect.strategic{fill:var(--strategic)}
rect.tactical{fill:var(--tactical-bar)}
rect.unclear{fill:var(--unclear-bar)}
.swatch{display:inline-block;width:.75em;height:.75em;border-radius:3px;margin-right:.45em;forced-color-adjust:none}
.swatch.strategic{background:var(--strategic)}
.swatch.tactical{background:var(--tactical-bar)}
.swatch.unclear{background:var(--unclear-bar)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;text-align:left}
caption{text-align:left;font-weight:600;padding-bottom:.5rem}
th{font-weight:400}
.number{text-align:right;white-space:nowrap}
.grid thead .number{white-space:normal}
.legend{display:block;margin-top:.6rem}
.legend tbody{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem}
.legend tr{display:flex;align-items:baseline;gap:.5rem}
.legend td,.legend th{padding:0}
.legend .share{font-weight:700}
.legend .count{color:var(--muted);font-size:.9rem}
.scroll{overflow-x:auto}
.grid{width:100%;font-size:.92rem}
.grid th,.grid td{padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.grid thead th{color:var(--muted);font-size:.85rem;vertical-align:bottom}
.grid tbody th{font-weight:600;white-space:nowrap}
.grid tr>:last-child{padding-right:0}
.grid .zero{color:var(--muted)}
.grid td.error,.grid td.warning{font-weight:700}
.grid td.error{color:var(--error)}
.grid td.warning{color:var(--warning)}
.mini{min-width:8rem;width:34%;vertical-align:middle!important}
.balance{font-size:1.08rem;max-width:46rem;margin:1rem 0 1.5rem;text-wrap:pretty}
.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:1.75rem 3rem}
.roles{margin-top:.2rem;font-size:.92rem;color:var(--muted)}
.scroll+.roles{margin-top:.9rem}
.bars{width:100%;font-size:.92rem}
.bars th,.bars td{padding:.2rem .6rem .2rem 0}
.bars th{width:14.5rem;line-height:1.3}
.bars .number{width:1%;padding-right:0}
.note{max-width:46rem;margin-top:.75rem;text-wrap:pretty}
h2+.note{margin-top:0}
.lines{padding-left:1.2rem;max-width:46rem;margin-top:.75rem}
.lines li{margin:.35rem 0}
.figures{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9.5rem,100%),1fr));gap:.75rem}
.figures li{border:1px solid var(--line);border-radius:10px;padding:.7rem 1rem .8rem;line-height:1.35}
.figures b{display:block;font-size:1.75rem;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.figures small{display:block;margin-top:.2rem;color:var(--muted);font-size:.85rem}
.look{list-style:none;padding:0;margin:0}
.look .finding:last-child{margin-bottom:0}
.look .subject{font-weight:600;overflow-wrap:anywhere}
.look .subject+p{margin-top:.25rem}
.severity-name{font-size:.85rem;font-weight:600;margin-right:.35rem}
.severity-name.error{color:var(--error)}
.severity-name.warning{color:var(--warning)}
.severity-name.info{color:var(--info)}
.scope-mix h3{margin:0 0 .5rem;overflow-wrap:anywhere}
.scope-mix+.scope-mix{margin-top:2rem}
.key-list{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:.5rem 0;font-size:.92rem}
.marks{flex-direction:column;color:var(--muted)}
.marks li{display:flex;gap:.6rem}
.mark-key{flex:none;margin-top:.3em}
.trend-figure+.trend-figure{margin-top:1.5rem}
.trend-figure figcaption{font-weight:600}
.trend-plot{display:grid;grid-template-columns:auto minmax(0,1fr);margin-top:.5rem}
.trends+.scroll,.trends+details,.note+.scroll,.note+details,.callout+.scroll,.lines+.scroll{margin-top:1.5rem}
svg.trend{overflow:visible}
svg.trend text{fill:var(--muted);font-size:.78rem;font-variant-numeric:tabular-nums}
.trend path,.mark-key path{vector-effect:non-scaling-stroke}
path.strategic,path.tactical,path.unclear{stroke:var(--paper);stroke-width:2}
path.strategic{fill:var(--strategic)}
path.tactical{fill:var(--tactical-bar)}
path.unclear{fill:var(--unclear-bar)}
path.hatch{fill:none;stroke:var(--paper);stroke-width:2}
path.pale{stroke:var(--line)}
path.open-line{fill:none;stroke:var(--link);stroke-width:2}
circle.dot{fill:var(--link);stroke:var(--link);stroke-width:2}
circle.hollow{fill:var(--paper)}
line.grid-line{stroke:var(--line)}
line.audit{stroke:var(--muted)}
line.ruleset{stroke:var(--ink);stroke-width:2;stroke-dasharray:4 3}
.badge{display:inline-block;flex:none;white-space:nowrap;min-width:1.5em;padding:0 .45em;border-radius:1em;background:var(--unclear-wash);color:var(--ink);font-size:.8rem;font-weight:600;line-height:1.6;text-align:center}
h3.error{color:var(--error)}
h3.warning{color:var(--warning)}
h3.info{color:var(--info)}
.finding{border:1px solid var(--line);border-left:4px solid;border-radius:10px;padding:1rem 1.15rem;margin-bottom:.9rem}
.finding.error{border-left-color:var(--error)}
.finding.warning{border-left-color:var(--warning)}
.finding.info{border-left-color:var(--info)}
.key{margin-right:.35rem}
.facts{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .9rem;margin-top:.35rem;font-size:.9rem;color:var(--muted)}
.chip{display:inline-block;max-width:100%;padding:.05rem .6rem;border-radius:1em;font-size:.85rem;font-weight:600;white-space:nowrap}
.chip.strategic{background:var(--strategic-wash);color:var(--strategic)}
.chip.tactical{background:var(--tactical-wash);color:var(--tactical)}
.chip.unclear{background:var(--unclear-wash);color:var(--unclear)}
mark{background:none;color:inherit;text-decoration:underline 2px;text-underline-offset:.22em;text-decoration-skip-ink:none}
mark.strategic{text-decoration-color:var(--strategic)}
mark.tactical{text-decoration-color:var(--tactical-bar);text-decoration-style:dotted}
.fact{max-width:100%;min-width:0}
.message{margin-top:.6rem}
.finding dl{margin-top:.6rem;font-size:.93rem}
.finding dl>div{display:grid;grid-template-columns:minmax(0,1fr);padding:.3rem 0}
dt{color:var(--muted)}
dd{margin:0}
dd ul{padding-left:1.1rem}
details{margin-top:.6rem;font-size:.92rem}
summary{cursor:pointer;color:var(--link);width:fit-content}
.evidence>p{margin-top:.6rem}
.evidence table{width:100%;margin-top:.6rem;font-size:.9rem}
.evidence caption{font-weight:600}
.evidence td,.skipped td{overflow-wrap:anywhere}
.evidence .number{overflow-wrap:normal}
.evidence th,.evidence td{padding:.2rem .9rem .2rem 0;vertical-align:top}
.evidence thead th{color:var(--muted);font-size:.85rem;border-bottom:1px solid var(--line)}
.evidence .number{width:1%;white-space:nowrap}
.evidence .group th{color:var(--muted);padding-top:.6rem}
.evidence tbody:last-of-type tr:last-child>*{padding-bottom:.45rem}
.evidence tfoot tr:first-child>*{border-top:1px solid var(--ink);font-weight:700;padding-top:.35rem}
.notes{list-style:none;padding:0;margin-top:.6rem;color:var(--muted)}
.notes b{font-weight:600;color:var(--ink)}
#rest>ul,#about>ul{padding-left:1.2rem;max-width:46rem}
#rest li,#about li{margin:.35rem 0}
.folded{margin-bottom:1.25rem}
.folded .columns{margin-top:1rem}
.silent-rules ul{padding-left:1.2rem;margin:.3rem 0}
.silent-rules p{margin-top:.3rem}
#rest .scroll{margin-top:1rem}
#about p{max-width:46rem;margin-top:.75rem}
.meaning{display:grid;gap:.4rem}
.meaning>div{display:flex;flex-wrap:wrap;gap:.2rem .75rem}
.hash{overflow-wrap:anywhere}
@media (max-width:40rem){
svg.trend .middle{display:none}
.mini{display:none}
.grid{font-size:.85rem}
.grid th,.grid td{padding-right:.4rem}
.grid thead th{font-size:.75rem}
.grid tbody th bdi{white-space:normal;overflow-wrap:anywhere}
.data tbody th bdi{overflow-wrap:break-word}
.keys tbody th bdi{white-space:nowrap}
.bars th{width:12.5rem}
nav ul{max-height:9.5rem;overflow-y:auto}
}
@media (min-width:40rem){
.finding dl>div{grid-template-columns:11rem minmax(0,1fr)}
}
@media (min-width:56rem){
.columns{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
}
@media (min-width:72rem){
.page{grid-template-columns:12rem minmax(0,1fr)}
nav{position:sticky;top:0;align-self:start;padding-top:2.5rem;max-height:100vh;overflow-y:auto}
nav ul{flex-direction:column}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){rect.strategic,path.strategic{fill:CanvasText}rect.tactical,path.tactical{fill:Highlight}rect.unclear,path.unclear{fill:GrayText}}
@media print{
:root,:root:has(#theme-dark:checked){color-scheme:light}
@page{margin:16mm 14mm 18mm;@bottom-left{content:"Rolecall";font:8pt sans-serif;color:#55616f}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#55616f}}
html{font-size:9.5pt}
.page{font-size:1rem}
.top,nav,.skip{display:none}
.page{display:block;max-width:none;padding:0}
main>section{padding:1rem 0}
.columns{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.finding dl>div{grid-template-columns:11rem minmax(0,1fr)}
.mini{display:table-cell}
.lead{font-size:1.1rem}
.finding,.callout,.mix-figure,.grid,.bars,.trend-figure,.scope-mix,.figures,tr{break-inside:avoid}
h2,h3,h4,h5{break-after:avoid}
.evidence{display:none}
details::details-content{content-visibility:visible;display:block}
summary{color:inherit;list-style:none}
.scroll{overflow:visible}
svg,.swatch,.chip,.callout,.badge{-webkit-print-color-adjust:exact;print-color-adjust:exact}
a{color:inherit}
}
`;
