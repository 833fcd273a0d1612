/** View data as nodes. Texts become text nodes, never markup. */

import { SHEET } from "./styles.js";

/** An element; functions are listeners, and what is null or false is left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value || value === "") element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

const PATHS = {
  thumb: "M8 11v9H4v-9zM8 11l4-8c2 0 3 1 2.5 3l-1 3H20l-2 11H8",
  warning: "M12 3.5L2.5 20h19zM12 10v4M12 16v2",
};

function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function button(className, words, onclick, attributes) {
  return make("button", { type: "button", class: className, onclick, ...attributes }, words);
}

const BLOCKS = {
  verdict: (one) => make("p", { class: "verdict" }, inline(one)),
  paragraph: (one) => make("p", {}, inline(one)),
  warning: (one) => make("div", { class: "warning" }, icon("warning"), make("p", {}, inline(one))),
  points: ({ items }) => make("ul", { class: "points" }, items.map((one) => make("li", {}, inline(one)))),
  sources: ({ items, asked }, { say }) => make("details", { class: "sources", open: asked },
    make("summary", { lang: say.lang }, say.sources(items.length)),
    make("ul", {}, items.map(({ href, title, note }) => make("li", {},
      href ? link(href, title) : title, make("span", { class: "note" }, ` ${note}`))))),
};

export function drawPerson(text, { say }) {
  return make("div", { class: "person" },
    make("span", { class: "hidden" }, say.you), make("p", { class: "bubble", dir: "auto" }, text));
}

export function drawReply({ blocks, plan, table, drafts }, on) {
  return make("div", { class: "bot" },
    make("span", { class: "hidden" }, on.say.title),
    make("div", { class: "bubble", lang: "en", dir: "ltr" },
      blocks.map((one) => BLOCKS[one.type](one, on)),
      plan && drawPlan(plan, on),
      table && drawTable(table, on),
      drafts && drafts.map((one) => drawDraft(one, on))));
}

export function drawChoices({ choices, kind }, choose) {
  return make("ul", { class: "choices", "data-kind": kind, lang: "en", dir: "ltr" }, choices.map((one) =>
    make("li", {}, button("", one.title, () => choose(one)))));
}

function inline({ lead, runs }) {
  return [lead && make("strong", {}, lead), ...runs.map(({ text, href, aside }) => {
    if (href) return link(href, text);
    return aside ? make("span", { class: "note" }, text) : text;
  })];
}

function link(href, text) {
  return make("a", { href, target: "_blank", rel: "noreferrer" }, text);
}

function drawPlan({ recommendation, steps, markdown, calendar }, on) {
  const { say } = on;
  const { lang } = say;
  const count = make("p", { class: "note", lang });
  const recount = () => {
    count.textContent = say.done(steps.filter(({ id }) => on.ticked(id)).length, steps.length);
  };
  const tool = (words, act) => button("tool", words, act, { lang });
  const plan = make("section", { class: "plan" },
    make("h3", { lang }, say.plan),
    recommendation && make("p", { class: "verdict" }, recommendation),
    count,
    make("ol", {}, steps.map((step, index) => drawStep(step, index, on, recount))));
  recount();
  return [plan, make("div", { class: "tools" },
    tool(say.print, () => print(plan)),
    markdown && tool(say.copy, () => copy(markdown, on)),
    markdown && file("Markdown", "clean-exit-plan.md", "text/markdown", markdown),
    calendar && file(say.calendar, "clean-exit-plan.ics", "text/calendar", calendar))];
}

function drawStep(step, index, on, recount) {
  const { id, text, why, irreversible } = step;
  const { say } = on;
  const { lang } = say;
  const box = make("input", { type: "checkbox", onchange: () => {
    on.tick(id, box.checked);
    recount();
  } });
  box.checked = on.ticked(id);
  return make("li", { class: irreversible ? "step irreversible" : "step" },
    make("label", {}, box, make("span", {}, `${index + 1}. ${text}`)),
    irreversible && make("p", { class: "mark", lang }, icon("warning"), say.irreversible),
    make("div", { class: "facts" }, ["who", "where", "by"].map((name) => step[name] && make("p", {},
      make("span", { class: "note", lang }, `${say[name]}: `), step[name]))),
    why && make("details", {}, make("summary", { lang }, say.why), make("p", {}, why)));
}

function drawTable({ columns, rows }, { say }) {
  // It may scroll sideways, so the keyboard has to reach it.
  return make("div", { class: "table", role: "region", tabindex: "0", "aria-label": say.comparison }, make("table", {},
    make("thead", {}, make("tr", {}, make("td"), columns.map((one) => make("th", { scope: "col" }, one)))),
    make("tbody", {}, rows.map(({ title, cells }) => make("tr", {},
      make("th", { scope: "row" }, title), cells.map((one) => make("td", {}, one)))))));
}

function drawDraft({ title, text }, on) {
  const { say } = on;
  return make("section", {}, make("h3", {}, title), make("p", { class: "draft" }, text),
    button("tool", say.copy, () => copy(text, on), { lang: say.lang, "aria-label": `${say.copy}: ${title}` }));
}

async function copy(text, { announce, say }) {
  try {
    await navigator.clipboard.writeText(text);
    announce(say.copied);
  } catch {
    announce(say.failed);
  }
}

export function drawRating(number, { say, rate, announce }) {
  let pressed;
  const told = make("span", { class: "note" });
  const word = make("input", { maxlength: "500", "aria-label": say.comment, placeholder: say.comment });
  const send = async (thumb) => {
    const comment = word.value.trim();
    const stored = await rate(number, thumb.value, comment);
    told.textContent = stored ? say.rated : say.failed;
    announce(told.textContent);
    if (!stored) return;
    pressed?.setAttribute("aria-pressed", "false");
    thumb.setAttribute("aria-pressed", "true");
    if (comment) thumb.focus();
    form.hidden = comment;
    form.scrollIntoView({ block: "nearest" });
    pressed = thumb;
  };
  const thumbs = ["up", "down"].map((value) =>
    button("thumb", icon("thumb"), ({ currentTarget }) => send(currentTarget),
      { value, "aria-label": say[value], "aria-pressed": "false" }));
  const form = make("form", { hidden: true, onsubmit: (event) => {
    event.preventDefault();
    send(pressed);
  } }, word, make("button", { class: "tool" }, say.send));
  return make("div", { class: "rating", role: "group", "aria-label": say.helpful }, thumbs, told, form);
}

function file(words, download, type, text) {
  return make("a", { class: "tool", download, href: `data:${type};charset=utf-8,${encodeURIComponent(text)}` }, words);
}

/** Print a copy of one node, and nothing else. */
function print(node) {
  const paper = make("clean-exit-paper");
  const root = paper.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [SHEET];
  root.append(make("div", { class: "root paper" }, node.cloneNode(true)));
  root.querySelectorAll("details").forEach((folded) => folded.setAttribute("open", ""));
  const alone = new CSSStyleSheet();
  alone.replaceSync("body > :not(clean-exit-paper) { display: none !important }");
  document.adoptedStyleSheets.push(alone);
  document.body.append(paper);
  addEventListener("afterprint", () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== alone);
  }, { once: true });
  window.print();
}
