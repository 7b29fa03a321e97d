import { Markup } from './markup.ts';

/** The page's own look: no font, script or picture from anywhere else. */
export const styles = new Markup(`
:root { color-scheme: light dark; --paper: #fdfdfc; --panel: #f5f5f2; --ink: #1d1f21; --quiet: #5c6166; --line: #dcdcd6; --good: #17703a; --bad: #b3261e; --open: #8a5a00; --accent: #1f5f8b; --good-wash: #e8f3ec; --bad-wash: #fbecea; --open-wash: #fbf2df; --bar-1: #1f5f8b; --bar-2: #7aa7c7; --bar-3: #c6d9e6; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181a; --panel: #1f2225; --ink: #e6e6e3; --quiet: #a0a5aa; --line: #34383c; --good: #6cc48b; --bad: #f28b82; --open: #e5b567; --accent: #8bbfe6; --good-wash: #1a2b20; --bad-wash: #33201e; --open-wash: #2f2818; --bar-1: #8bbfe6; --bar-2: #4f7d9e; --bar-3: #2f4759; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
h1, h2, h3, p, ol, ul, dl, dd, pre { margin: 0; }
h1 { font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h1 .version { font-weight: 400; color: var(--quiet); }
h2 { font-size: 18px; font-weight: 650; padding-bottom: 8px; border-bottom: 1px solid var(--line); margin-bottom: 16px; }
h3 { font-size: 15px; font-weight: 650; }
section { margin-top: 48px; }
section > p, section > h3 { margin: 0 0 12px; }
section > h3:not(:first-of-type) { margin-top: 24px; }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.87em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
code.whole { overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; overflow-x: auto; }
.eyebrow { color: var(--open); font-size: 12px; font-weight: 650; letter-spacing: 0.08em; text-transform: uppercase; margin-bottom: 6px; }
.notice, .quiet { color: var(--quiet); }
.notice { margin: 16px 0; max-width: 75ch; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.outcome { margin-top: 20px; padding: 16px 20px; border-radius: 8px; border: 1px solid var(--line); border-left: 4px solid var(--quiet); background: var(--panel); overflow-wrap: anywhere; }
.outcome .verdict { font-size: 20px; font-weight: 650; margin-bottom: 4px; }
.outcome.good { border-left-color: var(--good); background: var(--good-wash); } .outcome.good .verdict { color: var(--good); }
.outcome.bad { border-left-color: var(--bad); background: var(--bad-wash); } .outcome.bad .verdict { color: var(--bad); }
.outcome.open { border-left-color: var(--open); background: var(--open-wash); } .outcome.open .verdict { color: var(--open); }
.next { margin-top: 12px; } .next pre { margin-top: 8px; background: var(--paper); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px 24px; margin-bottom: 16px; }
.facts dt { color: var(--quiet); font-size: 13px; } .facts dd { overflow-wrap: anywhere; }
.facts div:has(.whole) { grid-column: 1 / -1; }
.state { white-space: nowrap; font-weight: 600; } .state.good { color: var(--good); } .state.bad { color: var(--bad); } .state.open { color: var(--open); } .state.none { color: var(--quiet); font-weight: 400; }
.path { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(0, 1fr)); grid-auto-flow: column; gap: 28px; }
.path > li { position: relative; padding: 14px 16px; border: 1px solid var(--line); border-top: 3px solid var(--quiet); border-radius: 6px; background: var(--panel); font-size: 14px; overflow-wrap: anywhere; }
.path > li.good { border-top-color: var(--good); } .path > li.bad { border-top-color: var(--bad); } .path > li.open { border-top-color: var(--open); }
.path > li.none { background: none; border-style: dashed; border-top-width: 1px; }
.path > li + li::before { content: "→"; position: absolute; left: -22px; top: 14px; color: var(--quiet); }
.path h3 { font-size: 16px; } .path p:has(.state) { margin-bottom: 6px; } .path a { color: inherit; }
article { margin-top: 28px; } article h3 { display: flex; gap: 10px; align-items: baseline; margin-bottom: 8px; } article h3 .state { font-size: 13px; }
.refusal { border-left: 3px solid var(--bad); padding-left: 12px; }
.gates { list-style: none; padding: 0; }
.gates > li { display: grid; grid-template-columns: 160px 116px 1fr 90px; gap: 4px 16px; padding: 9px 0; border-top: 1px solid var(--line); }
.gates > li.bad { background: linear-gradient(90deg, var(--bad-wash), transparent 60%); box-shadow: -12px 0 0 var(--bad-wash); }
.gates .gate { font-weight: 600; } .gates .reason { min-width: 0; overflow-wrap: anywhere; } .gates .took { text-align: right; color: var(--quiet); white-space: nowrap; }
.links { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; }
.files { padding: 8px 0 0 18px; columns: 2 320px; font-size: 14px; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin-bottom: 12px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--quiet); font-size: 13px; white-space: nowrap; vertical-align: bottom; } tbody th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; } th:last-child, td:last-child { padding-right: 0; }
td .quiet { display: block; font-size: 13px; }
.bars { display: block; margin-top: 4px; } .bars .p50 { fill: var(--bar-1); } .bars .p95 { fill: var(--bar-2); } .bars .p99 { fill: var(--bar-3); }
.timeline { display: block; width: 100%; height: 12px; margin: 12px 0; border-radius: 3px; } .timeline .detected { fill: var(--bad); } .timeline .reverted { fill: var(--bar-2); }
.rollout { margin: 4px 0 16px; } .rollout svg { display: block; width: 100%; height: auto; } .rollout figcaption { font-size: 13px; margin-bottom: 8px; } .rollout .key::before { content: ""; display: inline-block; width: 14px; height: 3px; margin: 0 6px 3px 0; } .rollout .key.candidate::before { background: var(--bar-1); } .rollout .key.stable::before { background: var(--quiet); }
.rollout polyline { fill: none; stroke-width: 2; } .rollout polyline.candidate { stroke: var(--bar-1); } .rollout polyline.stable { stroke: var(--quiet); stroke-dasharray: 4 3; } .rollout .floor { stroke: var(--line); } .rollout .moment { stroke: var(--line); } .rollout .moment.bad { stroke: var(--bad); } .rollout .moment.good { stroke: var(--good); } .rollout text { font-size: 12px; fill: var(--quiet); } .rollout text.bad { fill: var(--bad); } .rollout text.good { fill: var(--good); }
.histograms { display: flex; flex-wrap: wrap; gap: 16px 32px; margin: 4px 0 20px; } .histogram { margin: 0; } .histogram figcaption { font-size: 13px; margin-bottom: 4px; } .histogram rect { fill: var(--bar-2); } .histogram svg { display: block; border-bottom: 1px solid var(--line); }
.histogram .ends { display: flex; justify-content: space-between; gap: 24px; color: var(--quiet); font-size: 12px; }
details { margin-top: 16px; } section > details { margin-top: 8px; } details > .scroll { margin-top: 8px; } summary { cursor: pointer; }
footer { margin-top: 56px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 13px; }
@media (max-width: 760px) {
  main { padding: 24px 16px 48px; } h1 { font-size: 25px; } section { margin-top: 36px; }
  .path { grid-auto-flow: row; grid-template-columns: 1fr; gap: 24px; } .path > li + li::before { content: "↓"; left: 50%; top: -24px; }
  .gates > li { grid-template-columns: 1fr auto; } .gates .reason { grid-column: 1 / -1; grid-row: 2; } .gates .took { grid-column: 1 / -1; grid-row: 3; text-align: left; font-size: 13px; }
  .facts { grid-template-columns: 1fr 1fr; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --panel: #fff; --ink: #000; --quiet: #444; --line: #bbb; --good: #0b5227; --bad: #8f1710; --open: #6b4600; --good-wash: #fff; --bad-wash: #fff; --open-wash: #fff; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } section { margin-top: 24pt; }
  li, tr, article h3, .outcome { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; } details::details-content { content-visibility: visible; }
}
`);
