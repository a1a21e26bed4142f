import { schemedStyleSheet } from '../../../writers/diagram/style';
import { ROOT } from '../../../writers/diagram/svg';

/**
 * The style sheet of a page. Both schemes are in every colour; the reader's system chooses, or the switch at the top, and
 * no script is needed for it. Texts have a contrast of 4.5 to what they stand on (WCAG 2.2, 1.4.3).
 */
const PAGE = `
:root { color-scheme: light dark; scroll-padding-top: 1rem;
  --paper: light-dark(#ffffff, #0d1117); --raised: light-dark(#f6f8fa, #151b23); --ink: light-dark(#1f2328, #e6edf3);
  --quiet: light-dark(#4b535d, #b3bdc7); --rule: light-dark(#d1d9e0, #353c46); --accent: light-dark(#0a53b8, #7db6f7);
  --error: light-dark(#a40e26, #ff9a94); --error-back: light-dark(#ffebe9, #3a1519);
  --warning: light-dark(#7a4b00, #f0c04a); --warning-back: light-dark(#fff4d2, #33280c);
  --note: light-dark(#0a53b8, #8fc1ff); --note-back: light-dark(#e3f0ff, #10243e);
  --good: light-dark(#116329, #62d975); --good-back: light-dark(#dcf7e2, #0f2a17);
  --changed: light-dark(#6639ba, #d2a8ff); --changed-back: light-dark(#f5eeff, #281a3d); }
:root:has(#theme-light:checked) { color-scheme: light }
:root:has(#theme-dark:checked) { color-scheme: dark }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: anywhere }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .86em }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: .5rem 1rem; border: 1px solid var(--rule); border-radius: 6px; z-index: 1 }
.skip:focus { top: 1rem }
.frame { max-width: 82rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem) }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between; padding: .75rem 0; font-size: .875rem; border-bottom: 1px solid var(--rule) }
.bar ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; list-style: none; margin: 0; padding: 0 }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: center; min-width: 0 }
legend { float: left; padding: 0; margin-right: .2rem; color: var(--quiet) }
label { display: inline-flex; align-items: center; gap: .35rem; min-height: 1.75rem }
input[type=radio], input[type=checkbox] { accent-color: var(--accent); width: 1rem; height: 1rem; margin: 0 }
.verdict { margin: 1.75rem 0 1.5rem; padding: 1.4rem 1.6rem; border-radius: 14px; border: 1px solid var(--tone); border-left-width: 8px; background: var(--back) }
.stop { --tone: var(--error); --back: var(--error-back) } .decide { --tone: var(--warning); --back: var(--warning-back) }
.go, .same { --tone: var(--good); --back: var(--good-back) }
.verdict h1 { margin: 0; font-size: clamp(1.35rem, 1rem + 1.8vw, 2rem); line-height: 1.2; color: var(--tone); letter-spacing: -.01em }
.verdict p { margin: .5rem 0 0 }
.kinds { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 1.1rem 0 0; padding: 0 }
.kinds li { background: var(--paper); border: 1px solid var(--rule); border-radius: 1rem; padding: .2rem .8rem; font-weight: 600; font-size: .9rem }
section { margin: 2.5rem 0 }
h2 { font-size: 1.3rem; margin: 0 0 .75rem; letter-spacing: -.005em }
.left { color: var(--quiet); font-style: italic }
.filter { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: center; padding: .75rem 1rem; background: var(--raised); border: 1px solid var(--rule); border-radius: 10px; margin-bottom: 1rem; font-size: .9rem }
.filter[hidden] { display: none }
.filter p { margin: 0; display: flex; gap: .5rem; align-items: center; min-width: 0 }
.filter .search { flex: 1 1 16rem }
.filter input[type=search] { flex: 1; min-width: 0 }
input[type=search], select, .filter button { font: inherit; color: inherit; background: var(--paper); border: 1px solid light-dark(#868e98, #7d8590); border-radius: 7px; padding: .3rem .65rem; min-height: 2.2rem; max-width: 100% }
input::placeholder { color: var(--quiet); opacity: 1 }
.filter button, th button { cursor: pointer }
.filter output { margin-left: auto; font-weight: 600; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100%; font-size: .925rem }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem }
th, td { text-align: left; vertical-align: top; padding: .65rem .8rem; border-bottom: 1px solid var(--rule) }
th { background: var(--raised); font-size: .82rem; color: var(--quiet); white-space: nowrap }
th button { font: inherit; color: inherit; background: none; border: 0; padding: .15rem .2rem; margin: -.15rem -.2rem; border-radius: 4px }
th button::after { content: " ↕"; opacity: .75 } th[aria-sort=ascending] button::after { content: " ↑"; opacity: 1 } th[aria-sort=descending] button::after { content: " ↓"; opacity: 1 }
tr[hidden] { display: none }
tbody tr:hover { background: var(--raised) }
.effects { table-layout: fixed } .effects th:nth-child(1) { width: 8.5rem } .effects th:nth-child(2) { width: 10rem } .effects th:nth-child(3) { width: 29% } .where strong { display: block } .where code { color: var(--quiet) }
.kind, .state { white-space: nowrap }
.what p { margin: 0 }
.what details { margin-top: .35rem }
summary { cursor: pointer; color: var(--accent); width: fit-content; max-width: 100%; border-radius: 4px }
.what details > p { margin: .5rem 0 }
.what ol { margin: .5rem 0; padding-left: 1.6rem } .what li { margin: .25rem 0 }
dl { margin: .5rem 0 0; font-size: .85rem; color: var(--quiet) } dl div { display: flex; gap: .5rem } dt { flex: none; min-width: 3.4rem } dd { margin: 0 }
.pill { display: inline-block; white-space: nowrap; border-radius: 999px; padding: .05rem .65rem; font-size: .82rem; font-weight: 600; color: var(--note); background: var(--note-back) }
.pill.error, .pill.removed, .pill.closed { color: var(--error); background: var(--error-back) }
.pill.warning { color: var(--warning); background: var(--warning-back) }
.pill.accepted, .pill.added { color: var(--good); background: var(--good-back) }
.pill.opened, .pill.changed, .pill.renamed { color: var(--changed); background: var(--changed-back) }
.picture { overflow-x: auto; border: 1px solid var(--rule); border-radius: 10px; padding: .5rem; margin-top: .75rem }
.picture svg { display: block; height: auto; max-width: max(100%, 56rem); margin: 0 auto }
#topology:has(#picture-both:checked) .picture:not(.both), #topology:has(#picture-before:checked) .picture:not(.before), #topology:has(#picture-after:checked) .picture:not(.after) { display: none }
.scrolled { overflow-x: auto; border-radius: 6px }
#differences details, .whole { margin: 0; padding: .45rem 0; border-bottom: 1px solid var(--rule) }
#differences summary { width: auto; color: inherit }
pre { white-space: pre-wrap; margin: .6rem 0 .4rem; padding: .8rem 1rem; border-radius: 8px; background: var(--raised); border: 1px solid var(--rule); line-height: 1.5 }
ins, del { display: block; text-decoration: none; margin: 0 -1rem; padding: 0 1rem } ins { color: var(--good); background: var(--good-back) } del { color: var(--error); background: var(--error-back) }
footer { border-top: 1px solid var(--rule); padding: 1rem 0 2rem; color: var(--quiet); font-size: .85rem }
@media (max-width: 46rem) {
  .effects, .effects caption, .effects tbody, .effects tr, .effects td { display: block; width: auto }
  .effects thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .effects tr { border: 1px solid var(--rule); border-radius: 10px; padding: .6rem .8rem; margin-bottom: .75rem } .effects tr[hidden] { display: none }
  .effects td { border: 0; padding: .15rem 0 } .effects .state, .effects .kind { display: inline-block; margin-right: .6rem }
  .verdict { padding: 1.1rem 1.1rem } .filter output { margin-left: 0 }
}
@media print {
  :root { color-scheme: light } .bar, .filter, .skip, .choice, summary::marker { display: none }
  body { font-size: 10pt } section { margin: 1.2rem 0 } tr, .picture, pre { break-inside: avoid }
  details::details-content { display: block; content-visibility: visible } .picture, #topology:has(.choice) .picture:not(.both) { display: block } thead { display: table-header-group }
}
@media (forced-colors: active) { .pill, .kinds li { border: 1px solid } }
`;

/** Everything that gives a page its look. */
export const PAGE_STYLE = `${PAGE}${schemedStyleSheet(ROOT)}\n`;
