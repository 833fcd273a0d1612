export const SHEET = new CSSStyleSheet();

SHEET.replaceSync(`
.root {
  --accent: var(--clean-exit-accent, light-dark(#155e75, #7fd3e8));
  --on-accent: var(--clean-exit-on-accent, light-dark(#fff, #06272f));
  --surface: var(--clean-exit-surface, light-dark(#fff, #171c21));
  --text: var(--clean-exit-text, light-dark(#1b2429, #e8edf0));
  --raised: color-mix(in srgb, var(--accent) 8%, var(--surface));
  --muted: color-mix(in srgb, var(--text) 74%, var(--surface));
  --border: color-mix(in srgb, var(--text) 58%, var(--surface));
  --line: color-mix(in srgb, var(--text) 18%, var(--surface));
  --alert: light-dark(#7a3b00, #ffc37a);
  --alert-surface: light-dark(#fff3dd, #35270f);
  --gap: var(--clean-exit-offset, 1.25em);
  color-scheme: light dark;
  color: var(--text);
  font: var(--clean-exit-font-size, .9375em)/1.5 var(--clean-exit-font, system-ui, sans-serif);
}
.root[data-theme=light], .paper { color-scheme: light }
.root[data-theme=dark] { color-scheme: dark }
* { box-sizing: border-box; margin: 0 }
[hidden], .unrated .rating { display: none !important }
ul, ol { list-style: none; padding: 0 }
button, input, textarea { font: inherit; color: inherit }
button, summary, label { cursor: pointer }
button { border: 0; background: none }
h2, h3 { font-size: 1.1em; line-height: 1.3 }
a { color: var(--accent); overflow-wrap: anywhere }
svg { display: block; flex: none; width: 1.5em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
::placeholder { color: var(--muted); opacity: 1 }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.note { color: var(--muted); font-size: .87em }
.note:empty { display: none }

.launcher, dialog {
  position: fixed; z-index: var(--clean-exit-z-index, 2147483000);
  inset: auto var(--gap) var(--gap) auto; box-shadow: 0 .5em 2.5em #0004;
}
:dir(rtl) > :is(.launcher, dialog) { inset: auto auto var(--gap) var(--gap) }
.launcher, .send { background: var(--accent); color: var(--on-accent) }
.launcher { display: flex; align-items: center; gap: .6em; padding: .9em 1.3em; border-radius: 2em; font-weight: 600 }
.launcher:focus-visible { outline-color: var(--text) }
.badge { padding: 0 .5em; border-radius: 1em; background: var(--on-accent); color: var(--accent) }

dialog {
  width: min(27em, 100vw - 2 * var(--gap)); height: min(46em, 100dvh - 2 * var(--gap)); max-width: none; max-height: none; padding: 0;
  overflow: hidden; border: 1px solid var(--line); border-radius: var(--clean-exit-radius, 1em); background: var(--surface); color: inherit;
}
dialog[open] { display: flex; flex-direction: column; animation: rise .2s }
@keyframes rise { from { opacity: 0; translate: 0 .6em } }
.head { display: flex; align-items: center; padding: .7em .6em; padding-inline-start: 1.1em; background: light-dark(var(--accent), color-mix(in srgb, var(--accent) 22%, var(--surface))); color: light-dark(var(--on-accent), var(--text)) }
.head > div { flex: 1 }
.head p, summary { font-size: .87em }
.head > button, summary:has(svg), .send, .thumb { display: grid; place-items: center; width: 2.9em; height: 2.9em; padding: 0; border-radius: 50% }
.head :focus-visible { outline-color: currentColor; outline-offset: -4px }
.menu { position: relative }
.menu svg { stroke-width: 3.5 }
.menu div { position: absolute; z-index: 1; inset-inline-end: 0; width: max-content; padding: .35em; border: 1px solid var(--line); border-radius: .7em; background: var(--surface); color: var(--text) }
.menu button { display: block; width: 100%; padding: .6em .8em; text-align: start }
button:hover, summary:hover { text-decoration: underline }

.log { position: relative; flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 1.1em }
.log:focus-visible, textarea:focus-visible { outline-offset: -2px }
.log > * + * { margin-block-start: 1em }
.welcome { font-size: 1.25em; font-weight: 650; line-height: 1.3; margin-block-end: .4em }
.bubble { overflow-wrap: anywhere; white-space: pre-line }
.bubble > * + * { margin-block-start: .75em }
.person { display: grid; justify-items: end }
.person .bubble { max-width: 86%; padding: .55em .95em; border-radius: 1.1em; border-end-end-radius: .3em; background: var(--raised) }
.person .bubble, .warning, .launcher, .send { border: 1px solid transparent }
.verdict { padding-inline-start: .8em; border-inline-start: .25em solid var(--accent); font-size: 1.05em }
.warning, .irreversible, .offline { background: var(--alert-surface) }
.warning, .step, .notice { padding: .7em .85em; border-radius: .7em }
.warning, .step label, .mark { display: flex; align-items: start; gap: .65em }
.warning svg, .warning strong, .mark, .offline { color: var(--alert) }
.warning :is(a, .note), .irreversible :is(.note, summary) { color: inherit }
.points { padding-inline-start: 1.1em; list-style: disc }
.points li + li, .tool { margin-block-start: .5em }
::marker { color: var(--accent) }
summary { width: fit-content; padding: .2em 0; color: var(--muted) }
summary:has(svg) { font-size: 1em; color: inherit; list-style: none }
.sources li { padding-block: .4em; font-size: .87em; border-block-end: 1px solid var(--line) }
.sources a { display: inline-block; padding-block: .2em }

.choices, .tools { display: flex; flex-wrap: wrap; gap: 0 .5em }
.choices { gap: .5em }
.choices button { padding: .5em 1em; border: 1px solid var(--accent); border-radius: 1.3em; color: var(--accent); text-align: start }
[data-kind=examples], [data-kind=did_you_mean] { display: grid }
:is([data-kind=examples], [data-kind=did_you_mean]) button { width: 100%; padding: .7em 1em; border-color: var(--line); border-radius: .7em; background: var(--raised); color: inherit }
.typing i { animation: pulse 1.2s infinite }
.typing i + i { animation-delay: .2s }
.typing i + i + i { animation-delay: .4s }
@keyframes pulse { 50% { opacity: .2 } }
.notice, .step, .table { border: 1px solid var(--line) }
.notice { color: var(--muted) }
.failed { border-color: var(--alert); color: inherit }
.offline { padding: .5em 1.1em }

.tool, input, textarea { padding: .3em .8em; border: 1px solid var(--border); border-radius: .6em; background: var(--surface); color: var(--text) }
.tool { font-size: .93em }
.log > .rating { display: flex; flex-wrap: wrap; align-items: center; margin: .4em 0 0; margin-inline-start: -.5em; color: var(--muted) }
.rating form { display: flex; gap: .4em; width: 100% }
.rating input { flex: 1; min-width: 0 }
.thumb { width: 2.3em; height: 2.3em }
.thumb svg { width: 1.2em }
.down svg { rotate: 180deg }
.thumb[aria-pressed=true] { color: var(--accent); background: var(--raised) }

.step { margin-block-start: .6em }
.step > * + * { margin-block-start: .35em }
.step input { flex: none; width: 1.6em; height: 1.6em; accent-color: var(--accent) }
.step label, .mark { font-weight: 600 }
:checked + span { text-decoration: line-through }
.table { overflow-x: auto; border-radius: .7em }
table { border-collapse: collapse; font-size: .93em }
th, td { min-width: 7.5em; padding: .55em .75em; vertical-align: top; text-align: start; overflow-wrap: normal }
thead, .draft { background: var(--raised) }
.draft { margin-block-start: .4em; padding: .75em .9em; border-radius: .6em; white-space: pre-wrap }

.composer { display: flex; flex-wrap: wrap; align-items: end; gap: .5em; padding: .75em; border-block-start: 1px solid var(--line) }
textarea { flex: 1; min-width: 0; min-height: 2.9em; max-height: 9em; padding: .65em .95em; resize: none; border-radius: 1.4em }
#left { width: 100% }

@media (max-width: 30em), (max-height: 26em) {
  .root > dialog { inset: var(--top, 0) 0 auto; width: 100%; height: var(--height, 100dvh); border: 0; border-radius: 0 }
  textarea { font-size: max(1em, 16px) }
}
@media (max-height: 26em) {
  .head { padding-block: 0 }
  .head p { display: none }
}
@media (prefers-reduced-motion) { * { animation: none !important } }
@media print { .root:not(.paper) { display: none } }
`);
