/** The look. The page sets `--clean-exit-…`. */

export const SHEET = new CSSStyleSheet();

SHEET.replaceSync(`
.root {
  --accent: var(--clean-exit-accent, light-dark(#155e75, #7fd3e8));
  --on-accent: var(--clean-exit-on-accent, light-dark(#fff, #06272f));
  --surface: var(--clean-exit-surface, light-dark(#fff, #171c21));
  --text: var(--clean-exit-text, light-dark(#1b2429, #e8edf0));
  --raised: color-mix(in srgb, var(--accent) 8%, var(--surface));
  --muted: color-mix(in srgb, var(--text) 74%, var(--surface));
  --line: color-mix(in srgb, var(--text) 18%, var(--surface));
  --alert: light-dark(#7a3b00, #ffc37a);
  --alert-surface: light-dark(#fff3dd, #35270f);
  --gap: var(--clean-exit-offset, 1.25em);
  color-scheme: var(--clean-exit-scheme, light dark);
  color: var(--text);
  font: var(--clean-exit-font-size, .9375em)/1.5 var(--clean-exit-font, system-ui, sans-serif);
}
.paper { color-scheme: light }
* { box-sizing: border-box; margin: 0 }
[hidden] { display: none !important }
ul, ol { list-style: none; padding: 0 }
button, input, textarea { font: inherit; color: inherit; background: none; border: 0 }
button, summary, label { cursor: pointer }
h2, h3 { font-size: 1.1em }
a { color: var(--accent) }
svg { display: block; flex: none; width: 1.5em; fill: none; stroke: currentColor; stroke-width: 2 }
summary { width: fit-content; padding: .2em 0; color: var(--muted); font-size: .9em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
::placeholder, .note, .notice, .rating { color: var(--muted); opacity: 1 }
.note { font-size: .9em }
.note:empty { display: none }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

.launcher, dialog { position: fixed; z-index: var(--clean-exit-z-index, 2147483000); inset: auto var(--gap) var(--gap) auto; box-shadow: 0 .5em 2.5em #0004 }
:dir(rtl) > :is(.launcher, dialog) { inset: auto auto var(--gap) var(--gap) }
.launcher, .send { border: 1px solid transparent; background: var(--accent); color: var(--on-accent) }
.launcher { padding: .9em 1.4em; border-radius: 2em }
.badge { margin-inline-start: .6em; padding: 0 .5em; border-radius: 1em; background: var(--on-accent); color: var(--accent) }
dialog {
  width: min(27em, 100vw - 2 * var(--gap)); height: min(46em, 100dvh - 2 * var(--gap)); max-width: none; max-height: none; padding: 0;
  overflow: hidden; border: 1px solid var(--line); border-radius: var(--clean-exit-radius, 1em); background: var(--surface); color: inherit;
}
dialog[open] { display: flex; flex-direction: column }

.head { display: flex; align-items: center; padding: .7em .6em; padding-inline-start: 1em; background: light-dark(var(--accent), var(--raised)); color: light-dark(var(--on-accent), var(--text)) }
.head h2 { flex: 1 }
.head > button, .menu > summary, .send, .thumb { display: grid; place-items: center; width: 2em; height: 2em; padding: 0; border-radius: 50%; font: 1.5em/1 sans-serif }
.head :focus-visible { outline-color: currentColor; outline-offset: -4px }
.menu { position: relative }
.menu > summary { color: inherit; list-style: none }
.menu div { position: absolute; z-index: 1; inset-inline-end: 0; width: max-content; padding: .5em .9em; border: 1px solid var(--line); border-radius: .7em; background: var(--surface); color: var(--text) }
.menu div summary { padding: .4em 0; color: inherit; font-size: 1em }

.log { position: relative; flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; scroll-padding: 1em; padding: 1em }
.log:focus-visible, textarea:focus-visible { outline-offset: -2px }
.log > * + * { margin-block-start: 1em }
.welcome { font-size: 1.2em; font-weight: 600 }
.bubble { overflow-wrap: anywhere; white-space: pre-line }
.bubble > * + * { margin-block-start: .7em }
.person { display: grid; justify-items: end }
.person .bubble { max-width: 86%; padding: .5em 1em; border: 1px solid transparent; border-radius: 1em; border-end-end-radius: .3em; background: var(--raised) }
.verdict { padding-inline-start: .8em; border-inline-start: .25em solid var(--accent); font-size: 1.1em }
.warning, .step, .notice { padding: .7em 1em; border: 1px solid var(--line); border-radius: .7em }
.warning, .irreversible, .offline { border-color: transparent; background: var(--alert-surface) }
.warning, .step label, .mark { display: flex; align-items: start; gap: .6em }
.warning svg, .warning strong, .mark, .offline { color: var(--alert) }
:is(.warning, .irreversible) :is(.note, summary) { color: inherit }
.points { padding-inline-start: 1em; list-style: disc }
.points li + li, .tool { margin-block-start: .5em }
.sources li { padding-block: .4em; font-size: .9em; border-block-end: 1px solid var(--line) }
.sources a { display: inline-block; padding-block: .2em }

.choices, .tools, .facts { display: flex; flex-wrap: wrap; gap: .5em }
.choices button { padding: .5em 1em; border: 1px solid var(--accent); border-radius: 1.4em; color: var(--accent); text-align: start }
[data-kind=did_you_mean] { display: grid }
[data-kind=did_you_mean] button { width: 100%; background: var(--raised) }
.failed { border-color: var(--alert) }
.offline { padding: .5em 1em }

.tool, input, textarea { padding: .3em .8em; border: 1px solid var(--muted); border-radius: .6em; color: inherit; text-decoration: none }
.log > .rating { display: flex; flex-wrap: wrap; align-items: center; margin: .4em 0 0 }
.rating form { display: flex; gap: .4em; width: 100% }
.rating input { flex: 1; min-width: 0 }
.thumb { font-size: 1.2em }
[value=down] svg { rotate: 180deg }
[aria-pressed=true] { color: var(--accent); background: var(--raised) }

.plan > *, .step, .step > * + * { margin-block-start: .5em }
.facts { gap: .2em 1em }
.step input { flex: none; width: 1.6em; height: 1.6em; accent-color: var(--accent) }
.step label, .mark { font-weight: 600 }
.table { overflow-x: auto; border: 1px solid var(--line); border-radius: .7em }
table { border-collapse: collapse; font-size: .9em }
th, td { min-width: 7.5em; padding: .5em .7em; vertical-align: top; text-align: start; overflow-wrap: normal }
thead, .draft { background: var(--raised) }
.draft { margin-block-start: .4em; padding: .7em .9em; border-radius: .6em; white-space: pre-wrap }

.composer { display: flex; flex-wrap: wrap; align-items: end; gap: .5em; padding: .7em; border-block-start: 1px solid var(--line) }
textarea { flex: 1; min-width: 0; min-height: 3em; max-height: 9em; padding: .6em 1em; resize: none; border-radius: 1.4em }
#over { width: 100% }

@media (max-width: 30em), (max-height: 26em) {
  .root > dialog { inset: var(--top, 0) 0 auto; width: 100%; height: var(--height, 100dvh); border: 0; border-radius: 0 }
  textarea { font-size: max(1em, 16px) }
}
@media print { .root:not(.paper) { display: none } }
`);
