/** The element: launcher and window. Its server is where this script came from. */

import { Conversation } from "./conversation.js";
import { button, make } from "./render.js";
import { stringsFor } from "./strings.js";
import { SHEET } from "./styles.js";
import { channelAt, openMemory } from "./transport.js";

const LONGEST = 4000;

class CleanExitChat extends HTMLElement {
  #memory = openMemory();
  #narrow = matchMedia("(max-width: 30em), (max-height: 26em)");
  #unread = 0;
  #badge = make("b", { class: "badge", hidden: true });
  #menu = make("details", { class: "menu" });
  #offline = make("p", { class: "offline" });
  #over = make("p", { id: "over", class: "note" });
  #inside = make("p", { class: "hidden", role: "status" });
  #outside = this.#inside.cloneNode();
  #life;
  #say;
  #talk;
  #launcher;
  #panel;
  #input;

  connectedCallback() {
    // Only this outdoes important rules of the page.
    this.style.cssText = "all: initial !important; display: block !important";
    if (!this.shadowRoot) this.#begin();
    this.#life = new AbortController();
    const hear = (target, names, act) =>
      names.forEach((name) => target.addEventListener(name, act, { signal: this.#life.signal }));
    hear(this.#narrow, ["change"], () => this.#refit());
    hear(visualViewport, ["resize", "scroll"], () => this.#fit());
    hear(window, ["online", "offline"], () => this.#network());
    if (!this.#narrow.matches && (this.#memory.get("open") ?? this.hasAttribute("open"))) this.#show();
    this.#talk.restore();
    this.#network();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  open() {
    this.#show();
    this.#focus();
  }

  close() {
    this.#panel.close();
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#toggled("close");
  }

  ask(text) {
    this.open();
    if (!this.#talk.send(text)) this.#input.value += text;
  }

  #begin() {
    this.#say = stringsFor(this.closest("[lang]")?.lang);
    if (this.getAttribute("greeting") === "brief") this.#say.about = "";
    this.#talk = new Conversation(this.#say, channelAt(new URL("..", import.meta.url), this.#memory), this.#memory, {
      announce: (...words) => this.#announce(...words),
      focus: () => this.#focus(),
      answered: (kind) => {
        if (!this.#panel.open) this.#count(this.#unread + 1);
        this.#tell("answer", { kind });
      },
    });
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    root.append(this.#build());
  }

  #build() {
    const { lang, launcher, offline } = this.#say;
    this.#offline.append(offline);
    this.#launcher = make("button", { class: "launcher", onclick: () => this.open() },
      `${launcher} `, this.#badge);
    this.#panel = make("dialog",
      { "aria-labelledby": "title", dir: this.getAttribute("dir") ?? "ltr", onkeydown: (event) => this.#escape(event) },
      this.#head(), this.#talk.log, this.#offline, this.#composer(), this.#inside);
    return make("div", { class: "root", lang }, this.#launcher, this.#panel, this.#outside);
  }

  #head() {
    const { title, menu, sure, close } = this.#say;
    this.#menu.append(make("summary", { "aria-label": menu }, "⋮"),
      make("div", {}, ["restart", "erase"].map((name) => make("details", {}, make("summary", {}, this.#say[name]),
        button("tool", sure, () => {
          this.#foldMenu();
          this.#talk.erase(name);
        })))));
    this.#menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#menu.contains(relatedTarget)) this.#foldMenu();
    });
    return make("div", { class: "head" }, make("h2", { id: "title" }, title), this.#menu,
      button("", "×", () => this.close(), { "aria-label": close }));
  }

  #composer() {
    const { placeholder, send } = this.#say;
    const onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.#input = make("textarea", {
      rows: "1", placeholder, "aria-label": placeholder, "aria-describedby": "over", enterkeyhint: "send", dir: "auto",
      oninput: () => this.#measure(),
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) onsubmit(event);
      },
    });
    return make("form", { class: "composer", onsubmit },
      this.#input, make("button", { class: "send", "aria-label": send }, "→"), this.#over);
  }

  #show() {
    if (this.#panel.open) return;
    this.#place();
    this.#launcher.hidden = true;
    this.#count(0);
    this.#talk.scrollTo();
    this.#toggled("open");
  }

  /** Where the page is covered, it is out of reach. */
  #place() {
    if (this.#narrow.matches) this.#panel.showModal();
    else this.#panel.setAttribute("open", "");
    this.#fit();
  }

  #refit() {
    if (!this.#panel.open) return;
    const focused = this.shadowRoot.activeElement;
    this.#panel.close();
    this.#place();
    focused?.focus();
  }

  /** Leave room for the keyboard. */
  #fit() {
    const { height, offsetTop, scale } = visualViewport;
    if (scale > 1) return;
    this.#panel.style.setProperty("--height", `${height}px`);
    this.#panel.style.setProperty("--top", `${offsetTop}px`);
  }

  #focus() {
    // On a phone the keyboard would cover what is to be read.
    (matchMedia("(pointer: coarse)").matches ? this.#talk.log : this.#input).focus({ preventScroll: true });
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#menu.open) this.close();
    else {
      this.#foldMenu();
      this.#menu.firstChild.focus();
    }
  }

  #foldMenu() {
    for (const folded of [this.#menu, ...this.#menu.querySelectorAll("details")]) folded.open = false;
  }

  #submit() {
    const text = this.#input.value.trim();
    if (text.length > LONGEST) this.#announce(this.#over.textContent);
    else if (text && this.#talk.send(text)) {
      this.#input.value = "";
      this.#measure();
    }
  }

  #measure() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    const over = this.#input.value.trim().length - LONGEST;
    this.#over.textContent = over > 0 ? this.#say.over(over) : "";
    this.#input.setAttribute("aria-invalid", over > 0);
  }

  #count(unread) {
    this.#unread = unread;
    this.#badge.textContent = this.#say.unread(unread);
    this.#badge.hidden = !unread;
  }

  #network() {
    this.#offline.hidden = navigator.onLine;
    if (navigator.onLine) this.#talk.resume();
    else this.#announce(this.#say.offline);
  }

  #announce(text, lang = this.#say.lang) {
    (this.#panel.open ? this.#inside : this.#outside).replaceChildren(make("span", { lang }, text));
  }

  #toggled(name) {
    this.#memory.set("open", name === "open");
    this.#tell(name);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`clean-exit-${name}`, { bubbles: true, detail }));
  }
}

if (!customElements.get("clean-exit-chat")) customElements.define("clean-exit-chat", CleanExitChat);

// With `data-insert` the script adds the element itself.
const script = document.querySelector("script[src*='clean-exit-chat.js'][data-insert]");
if (script) document.body.append(make("clean-exit-chat", { ...script.dataset, insert: null }));
