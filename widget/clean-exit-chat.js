/** The element `<clean-exit-chat>`. Its server is where this script came from. */

import { readHistory, readReply, spoken } from "./normalise.js";
import { button, drawChoices, drawPerson, drawRating, drawReply, icon, make } from "./render.js";
import { EXAMPLES, stringsFor } from "./strings.js";
import { SHEET } from "./styles.js";
import { channelAt, memoryIn, outboxFor } from "./transport.js";

const LONGEST = 4000;
const UNRATED = ["smalltalk", "question", "out_of_scope", "error"];

class CleanExitChat extends HTMLElement {
  #tab = memoryIn(() => sessionStorage);
  #narrow = matchMedia("(max-width: 30em), (max-height: 26em)");
  #waiting = new Map();
  #replies = 0;
  #unread = 0;
  #restoring = false;
  #late;
  #life;
  #memory;
  #channel;
  #outbox;
  #say;
  #on;
  #parts;

  connectedCallback() {
    // Only this outdoes important rules of the page.
    this.style.setProperty("all", "initial", "important");
    this.style.setProperty("display", "block", "important");
    if (!this.shadowRoot) this.#begin();
    this.#listen();
    if (!this.#narrow.matches && (this.#tab.get("open") ?? this.hasAttribute("open"))) this.#reveal();
    this.#restore();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  open() {
    this.#reveal();
    this.#focus();
  }

  close() {
    const { panel, launcher } = this.#parts;
    panel.close();
    launcher.hidden = false;
    launcher.focus();
    this.#tab.set("open", false);
    this.#tell("close");
  }

  ask(text) {
    this.open();
    this.#send(text);
  }

  #begin() {
    this.#say = stringsFor(this.closest("[lang]")?.lang);
    this.#memory = memoryIn(() => (this.getAttribute("memory") === "browser" ? localStorage : sessionStorage));
    this.#channel = channelAt(new URL("..", import.meta.url), this.#memory);
    this.#outbox = outboxFor(this.#channel, this.#tab, {
      reply: (item, body) => this.#reply(item, body),
      failed: (item, error) => this.#failed(item, error),
      lost: () => this.#lost(),
      idle: () => this.#typing(),
    });
    const ticks = () => this.#memory.get("ticks") ?? [];
    this.#on = {
      say: this.#say,
      announce: (text) => this.#announce(text),
      rate: (...rating) => this.#rate(...rating),
      ticked: (id) => ticks().includes(id),
      tick: (id, done) => this.#memory.set("ticks", [...ticks().filter((one) => one !== id), ...(done ? [id] : [])]),
    };
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    root.append(this.#build());
    this.#clear();
  }

  #build() {
    const say = this.#say;
    const aloud = () => make("p", { class: "hidden", role: "status" });
    const parts = {
      badge: make("b", { class: "badge", hidden: true }),
      menu: make("details", { class: "menu" }, make("summary", { "aria-label": say.menu, title: say.menu }, icon("menu"))),
      log: make("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": say.log }),
      offline: make("p", { class: "offline", hidden: true }, say.offline),
      input: make("textarea", {
        rows: "1", placeholder: say.placeholder, "aria-label": say.placeholder, enterkeyhint: "send", dir: "auto",
        "aria-describedby": "left", oninput: () => this.#measure(), onkeydown: (event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          this.#submit();
        },
      }),
      left: make("p", { id: "left", class: "note" }),
      inside: aloud(),
      outside: aloud(),
    };
    this.#parts = parts;
    parts.menu.append(make("div", {}, ["restart", "erase"].map((name) =>
      button("", say[name], ({ target }) => this.#eraseIfSure(target, name)))));
    parts.menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (!parts.menu.contains(relatedTarget)) this.#closeMenu();
    });
    parts.launcher = make("button", { class: "launcher", "aria-haspopup": "dialog", onclick: () => this.open() },
      icon("chat"), say.launcher, parts.badge);
    parts.panel = make("dialog", {
      "aria-labelledby": "title", dir: this.getAttribute("dir") ?? "ltr",
      onkeydown: (event) => this.#escape(event),
      oncancel: (event) => {
        event.preventDefault();
        this.close();
      },
    },
    make("div", { class: "head" }, make("div", {}, make("h2", { id: "title" }, say.title), make("p", {}, say.subtitle)),
      parts.menu, button("", say.close, () => this.close(), "close")),
    parts.log,
    parts.offline,
    make("form", { class: "composer", onsubmit: (event) => {
      event.preventDefault();
      this.#submit();
    } }, parts.input, make("button", { class: "send", "aria-label": say.send, title: say.send }, icon("send")), parts.left),
    parts.inside);
    parts.root = make("div", { class: "root", lang: say.lang, "data-theme": this.getAttribute("theme") },
      parts.launcher, parts.panel, parts.outside);
    return parts.root;
  }

  #listen() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const hear = (target, events, act) => events.forEach((event) => target?.addEventListener(event, act, { signal }));
    hear(this.#narrow, ["change"], () => this.#refit());
    hear(window, ["online", "offline"], () => this.#network());
    // Another tab may have gone on with this conversation.
    hear(window, ["focus"], () => this.#outbox.items.length || this.#restore(true));
    hear(window.visualViewport, ["resize", "scroll"], () => this.#fit());
  }

  #reveal() {
    const { panel, launcher, log } = this.#parts;
    if (panel.open) return;
    this.#place();
    launcher.hidden = true;
    this.#count(0);
    this.#tab.set("open", true);
    this.#scrollTo(log.lastChild);
    this.#tell("open");
  }

  /** A page that is covered is out of reach. */
  #place() {
    const { panel } = this.#parts;
    if (this.#narrow.matches) panel.showModal();
    else panel.setAttribute("open", "");
    this.#fit();
  }

  #refit() {
    const { panel } = this.#parts;
    if (!panel.open) return;
    const focused = this.shadowRoot.activeElement;
    panel.close();
    this.#place();
    focused?.focus();
  }

  /** Leave room for the keyboard of a phone. */
  #fit() {
    const view = window.visualViewport;
    if (!view || view.scale > 1) return;
    this.#parts.panel.style.setProperty("--height", `${view.height}px`);
    this.#parts.panel.style.setProperty("--top", `${view.offsetTop}px`);
  }

  #focus() {
    const { input, log } = this.#parts;
    // On a phone the keyboard would cover what is to be read.
    (matchMedia("(pointer: coarse)").matches ? log : input).focus({ preventScroll: true });
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const { menu } = this.#parts;
    if (!menu.open) this.close();
    else {
      this.#closeMenu();
      menu.firstChild.focus();
    }
  }

  #count(unread) {
    const { badge } = this.#parts;
    this.#unread = unread;
    badge.textContent = this.#say.unread(unread);
    badge.hidden = !unread;
  }

  #submit() {
    const { input, left } = this.#parts;
    const text = input.value.trim();
    if (text.length > LONGEST) this.#announce(left.textContent);
    else if (text) {
      input.value = "";
      this.#measure();
      this.#send(text);
    }
  }

  #measure() {
    const { input, left } = this.#parts;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
    const room = LONGEST - input.value.trim().length;
    left.textContent = room < 0 ? this.#say.over(-room) : "";
    input.setAttribute("aria-invalid", room < 0);
  }

  #send(text, choice) {
    const item = this.#outbox.add(text, choice);
    if (this.#restoring) return;
    this.#drop(".choices, .failed");
    this.#draw(item);
    this.#flush();
  }

  #draw(item) {
    const node = drawPerson(item.text, this.#on);
    node.append(make("p", { class: "note queued" }, this.#say.queued));
    this.#waiting.set(item.key, node);
    this.#parts.log.append(node);
    this.#scrollTo(node, "smooth");
  }

  #flush() {
    this.#drop(".failed");
    this.#typing(this.#outbox.items[0]);
    this.#outbox.run();
  }

  #typing(item) {
    this.#drop(".typing");
    const node = item && this.#waiting.get(item.key);
    if (!node) return;
    node.querySelector(".queued")?.remove();
    node.after(make("p", { class: "typing note" }, this.#say.typing, [1, 2, 3].map(() => make("i", {}, "."))));
  }

  #reply(item, body) {
    if (this.#restoring) return;
    const asked = this.#waiting.get(item.key);
    const next = this.#outbox.items[0];
    this.#typing(next);
    try {
      const reply = readReply(body);
      asked.after(...this.#nodes(reply, !next));
      if (reply.kind === "error") this.#retry(asked.nextSibling, "", () => this.#send(item.text, item.choice));
      if (!this.#parts.panel.open) this.#count(this.#unread + 1);
      this.#announce(spoken(reply), "en");
      this.#tell("answer", { kind: reply.kind });
    } catch (error) {
      this.#replies++;
      asked.after(this.#unreadable(error));
    }
    this.#scrollTo(asked, "smooth");
  }

  #nodes(reply, isLast) {
    const number = this.#replies++;
    return [
      drawReply(reply, this.#on),
      reply.fault && this.#unreadable(reply.fault),
      isLast && reply.choices.length && drawChoices(reply, ({ title, choice }) => {
        this.#focus();
        this.#send(title, choice);
      }),
      !UNRATED.includes(reply.kind) && drawRating(number, this.#on),
    ].filter(Boolean);
  }

  #unreadable(error) {
    console.error(error);
    return this.#notice(this.#say.unreadable);
  }

  #notice(text) {
    return make("p", { class: "notice" }, text);
  }

  #retry(node, text, again, lang) {
    const failed = make("div", { class: "notice failed" }, text && make("p", { lang }, text),
      button("tool", this.#say.retry, () => {
        this.#drop(".failed");
        this.#focus();
        again();
      }));
    node.after(failed);
    this.#scrollTo(failed, "smooth");
    if (text) this.#announce(text, lang);
  }

  #failed(item, error) {
    console.warn(error);
    this.#late = error;
    if (this.#restoring) return;
    const node = this.#waiting.get(item.key);
    if (!navigator.onLine) {
      node.append(make("p", { class: "note queued" }, this.#say.queued));
      this.#network();
    } else this.#retry(node, error.message || this.#say.failed, () => this.#flush(), error.message && "en");
  }

  #lost() {
    this.#replies = 0;
    if (this.#restoring) return;
    this.#drop(".rating");
    this.#waiting.get(this.#outbox.items[0].key).before(this.#notice(this.#say.lost));
    this.#announce(this.#say.lost);
  }

  #network() {
    const { offline } = this.#parts;
    offline.hidden = navigator.onLine;
    if (!offline.hidden) this.#announce(this.#say.offline);
    else if (this.#outbox.items.length) this.#flush();
  }

  async #rate(number, rating, comment) {
    try {
      await this.#channel.rate(number, rating, comment);
      return true;
    } catch (error) {
      // A server without ratings is asked once only.
      if (error.status === 404) this.#parts.root.classList.add("unrated");
      return false;
    }
  }

  /** Finish what a reload cut short, then show what the server has; or only its `news`. */
  async #restore(news = false) {
    const known = this.#channel.known();
    if (this.#restoring || !(known || this.#replies || this.#outbox.items.length)) return;
    this.#restoring = true;
    this.#late = null;
    const { log } = this.#parts;
    try {
      await this.#outbox.run();
      const body = await this.#channel.history();
      const entries = body ? readHistory(body) : [];
      if (!news || entries.filter((one) => one.blocks).length !== this.#replies) this.#show(entries);
      if (known && !body) log.append(this.#notice(this.#say.lost));
    } catch (error) {
      console.warn(error);
      if (!news) this.#retry(log.lastChild, this.#say.unloaded, () => this.#restore());
    }
    this.#restoring = false;
    const [first] = this.#outbox.items;
    this.#outbox.items.forEach((item) => this.#draw(item));
    if (first && this.#late) this.#failed(first, this.#late);
    else if (first) this.#flush();
  }

  #show(entries) {
    const { log } = this.#parts;
    this.#clear();
    if (entries.length) this.#drop(".choices");
    entries.forEach((one, index) => {
      log.append(...(one.blocks ? this.#nodes(one, !entries[index + 1]) : [drawPerson(one.said, this.#on)]));
    });
    this.#scrollTo(log.lastChild);
  }

  #clear() {
    this.#replies = 0;
    this.#waiting.clear();
    const { log } = this.#parts;
    const { welcome, hint, about } = this.#say;
    const brief = this.getAttribute("greeting") === "brief";
    log.replaceChildren(make("div", {}, make("p", { class: "welcome" }, welcome), make("p", {}, brief ? hint : about)));
    if (brief) return;
    log.append(drawChoices({ kind: "examples", choices: EXAMPLES.map((title) => ({ title })) }, ({ title }) => this.ask(title)));
  }

  #closeMenu() {
    const { menu } = this.#parts;
    menu.open = false;
    ["restart", "erase"].forEach((name, index) => {
      menu.lastChild.children[index].textContent = this.#say[name];
    });
  }

  async #eraseIfSure(item, name) {
    const { sure, failed, erased } = this.#say;
    const { log } = this.#parts;
    if (item.textContent !== sure) {
      item.textContent = sure;
      this.#announce(sure);
      return;
    }
    this.#closeMenu();
    this.#focus();
    try {
      await this.#channel.erase();
    } catch (error) {
      console.warn(error);
      log.append(this.#notice(failed));
      this.#announce(failed);
      return;
    }
    this.#outbox.keep([]);
    this.#clear();
    if (name === "erase") {
      log.append(this.#notice(erased));
      this.#announce(erased);
    }
  }

  #announce(text, lang = this.#say.lang) {
    const { panel, inside, outside } = this.#parts;
    (panel.open ? inside : outside).replaceChildren(make("span", { lang }, text));
  }

  #drop(selector) {
    this.#parts.log.querySelectorAll(selector).forEach((node) => node.remove());
  }

  #scrollTo(node, behavior = "instant") {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#parts.log.scrollTo({ top: node.offsetTop - 12, behavior: still ? "instant" : behavior });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`clean-exit-${name}`, { bubbles: true, detail }));
  }
}

if (!customElements.get("clean-exit-chat")) customElements.define("clean-exit-chat", CleanExitChat);

// With `data-insert` the script adds the element itself.
const script = [...document.scripts].find((one) => one.src === import.meta.url && "insert" in one.dataset);
if (script && !document.querySelector("clean-exit-chat")) {
  document.body.append(make("clean-exit-chat", { ...script.dataset, insert: null }));
}
