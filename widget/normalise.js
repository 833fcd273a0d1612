/** What the server sends, as data to show. Pure; what fits no shape throws. */

const MARKS = /(?:https?:\/\/|mailto:)[^\s<>"']*[^\s<>"'.,;:!?)\]]|\([A-Z][^()]{3,70}\.\)/g;
const SOURCE = /^(.+) \(([^()]+)\)(?:: (\S+))?$/;
const WARNING = /^Careful(?:, [^:]+)?:/;
const LEAD = /^[A-Z][^:.!?]{2,90}:(?= )/;
const TOPIC = /^[A-Z][^:.!?]{2,40}:/;
const FIRST_SENTENCE = /^[^.!?:]{1,90}[.!?:](?= |$)/;

/** The address if its scheme is allowed, or null. */
export function safeLink(address) {
  return /^(?:https?:\/\/|mailto:)./i.test(address) ? address : null;
}

/** A text in runs: plain, link, or aside. */
export function runs(text) {
  const result = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(MARKS)) {
    const aside = found.startsWith("(");
    result.push({ text: text.slice(done, index) }, { text: found, aside, href: aside ? null : safeLink(found) });
    done = index + found.length;
  }
  return [...result, { text: text.slice(done) }].filter((run) => run.text);
}

const BLOCKS = [
  [/^(Sources|This is what the answer rests on):$/, ([heading, ...lines]) => ({
    type: "sources", asked: heading !== "Sources:", items: lines.map(source),
  })],
  [WARNING, (lines) => led("warning", lines.join("\n"), WARNING)],
  [/^- /, (lines) => ({ type: "points", items: lines.map((line) => led("point", line.slice(2), LEAD)) })],
  [/^/, (lines) => led("paragraph", lines.join("\n"))],
];

/** A text in blocks; an answer with sources has a verdict. */
export function blocks(text, isAnswer = false, several = false) {
  const all = text.replace(/^(?!- |Sources:|This is).*\n(?=- )/gm, "$&\n").split(/\n\s*\n/).filter((part) => part.trim())
    .map((part) => {
      const lines = part.trim().split(/\s*\n\s*/);
      return { ...BLOCKS.find(([start]) => start.test(lines[0]))[1](lines), text: lines.join("\n") };
    });
  let open = isAnswer && all.some(({ type }) => type === "sources");
  return all.map((one) => {
    const fits = one.type === "paragraph" && (several ? TOPIC : /[^:]$/).test(one.text);
    const isVerdict = open && fits;
    if (one.type === "sources" || (!several && (fits || one.type === "points"))) open = false;
    return isVerdict ? { ...led("verdict", one.text, several ? TOPIC : FIRST_SENTENCE), text: one.text } : one;
  });
}

function led(type, text, pattern = /^$/) {
  const lead = pattern.exec(text)?.[0] ?? "";
  return { type, lead, runs: runs(text.slice(lead.length)) };
}

function source(line) {
  const text = line.replace(/^- /, "");
  const [, title, note, address] = SOURCE.exec(text) ?? [0, text, ""];
  return { title, note, href: safeLink(address) };
}

const words = typed("string");
const maybe = (value, name) => words(value ?? "", name);
const list = (read) => (value, name) => {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value.map((one) => read(one, name));
};
const shape = (fields) => (value, name) =>
  Object.fromEntries(Object.entries(fields).map(([key, read]) => [key, read(typed("object")(value ?? "", name)[key], key)]));
const optional = (read) => (value, name) => value && read(value, name);

const MESSAGES = list(shape({ text: maybe, buttons: (value) => list(shape({ title: words, choice: words }))(value ?? [], "buttons") }));
const EXTRAS = shape({
  plan: optional(shape({
    recommendation: maybe,
    steps: list(shape({ id: words, text: words, who: maybe, where: maybe, by: maybe, why: maybe, irreversible: Boolean })),
    markdown: maybe,
    calendar: maybe,
  })),
  table: optional(shape({ columns: list(words), rows: list(shape({ title: words, cells: list(words) })) })),
  drafts: optional(list(shape({ title: words, text: words }))),
});

function typed(type) {
  return (value, name) => {
    if (typeof value !== type) throw new TypeError(`${name} is no ${type}`);
    return value;
  };
}

/** A reply. What is unreadable besides its text is left out, and is the `fault`. */
export function readReply({ messages, report }) {
  const shown = MESSAGES(messages, "messages");
  const texts = shown.map(({ text }) => text).filter(Boolean);
  const kind = report?.kind ?? "fallback";
  const reply = {
    kind,
    blocks: texts.flatMap((text, index) => blocks(text, kind === "advice" && !texts[index + 1], report?.questions?.length > 1))
      // Steps and tables are drawn from their data.
      .filter(({ text }) => !(report?.plan && /^\d+\. /m.test(text)) && !(report?.table && /^-+\+/m.test(text))),
    choices: shown.flatMap(({ buttons }) => buttons),
  };
  try {
    const extras = EXTRAS(report ?? {}, "report");
    // So are drafts.
    const drawn = new Set(extras.drafts?.flatMap(({ text }) => text.split(/\n\s*\n/)));
    return { ...reply, ...extras, blocks: reply.blocks.filter(({ text }) => !drawn.has(text)) };
  } catch (fault) {
    return { ...reply, fault };
  }
}

/** The history, oldest first. A report ends a reply. */
export function readHistory({ messages }) {
  const entries = [];
  let reply = null;
  for (const one of list(typed("object"))(messages, "history")) {
    if (one.from === "user") {
      entries.push({ said: words(one.text, "text") });
      reply = null;
    } else if (one.from === "bot") {
      if (!reply) entries.push((reply = { messages: [] }));
      reply.messages.push(one);
      reply.report = one.report;
      if ("report" in one) reply = null;
    } else throw new TypeError(`from ${one.from}?`);
  }
  return entries.map((one) => (one.messages ? readReply(one) : one));
}

export function spoken({ blocks: all, plan, drafts, choices }) {
  return [
    ...all.filter(({ type, asked }) => type !== "sources" || asked).map(({ text }) => text.replace(/^- /gm, "")),
    // Beside a plan, drafts were not asked for.
    ...(plan ? [] : drafts ?? []).map(({ text }) => text),
    ...choices.map(({ title }) => `${title}.`),
  ].join("\n");
}
