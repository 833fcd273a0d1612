/** The conversation: what is sent, what comes back, and what was said before. */

import { readHistory, readReply, spoken } from "./normalise.js";
import { button, drawChoices, drawPerson, drawRating, drawReply, make } from "./render.js";
import { newKey } from "./transport.js";

const UNRATED = ["smalltalk", "question", "out_of_scope", "error", "erasure"];

export class Conversation {
  #replies = 0;
  #busy;
  #pending;
  #asked;
  #say;
  #channel;
  #memory;
  #on;

  /** `on` is what the window does: `announce`, `focus`, `answered`. */
  constructor(say, channel, memory, on) {
    this.log = make("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": say.log });
    this.#say = say;
    this.#channel = channel;
    this.#memory = memory;
    this.#pending = memory.get("pending");
    const ticks = () => memory.get("ticks") ?? [];
    this.#on = {
      ...on,
      say,
      rate: (...rating) => channel.rate(...rating).then(() => true, () => false),
      ticked: (id) => ticks().includes(id),
      tick: (id, done) => memory.set("ticks", [...ticks().filter((one) => one !== id), ...(done ? [id] : [])]),
    };
    this.#clear();
  }

  /** Return whether it is sent; it is not while another is on its way. */
  send(text, choice) {
    if (this.#busy || this.#pending) {
      this.resume();
      return false;
    }
    this.#keep({ key: newKey(), text, choice });
    this.#drop(".choices, .failed");
    this.#draw();
    this.resume();
    return true;
  }

  /** Try to send what is on its way, always with the key of its first try. */
  async resume() {
    const item = this.#pending;
    if (this.#busy || !item) return;
    const isErased = () => this.#busy !== item;
    this.#busy = item;
    this.#drop(".failed");
    this.#asked.after(make("p", { class: "typing note" }, `${this.#say.typing}…`));
    try {
      const body = await this.#channel.deliver(item, isErased, () => this.#lost());
      if (!isErased()) this.#reply(item, body);
    } catch (error) {
      if (!isErased()) this.#failed(error);
    }
    if (isErased()) return;
    this.#drop(".typing");
    this.#busy = null;
  }

  /** Finish what a reload cut short, then show what the server has. */
  async restore() {
    const known = this.#channel.known();
    if (this.#busy || !(known || this.#pending)) return;
    this.#busy = true;
    if (this.#pending) await this.#channel.deliver(this.#pending).then(() => this.#keep(null), console.warn);
    try {
      const body = await this.#channel.history();
      if (body) this.#show(readHistory(body));
      else if (known) this.#notice(this.#say.lost);
    } catch (error) {
      console.warn(error);
      this.#notice(this.#say.unloaded, this.log.lastChild, () => this.restore());
    }
    this.#busy = null;
    if (!this.#pending) return;
    this.#draw();
    this.resume();
  }

  async erase(name) {
    this.#on.focus();
    try {
      await this.#channel.erase();
      this.#busy = null;
      this.#keep(null);
      this.#clear();
      if (name === "erase") this.#notice(this.#say.erased);
    } catch (error) {
      console.warn(error);
      this.#notice(this.#say.failed);
    }
  }

  scrollTo(node = this.log.lastChild) {
    this.log.scrollTop = node.offsetTop - 12;
  }

  #keep(item) {
    this.#pending = item;
    this.#memory.set("pending", item);
  }

  #draw() {
    this.#asked = drawPerson(this.#pending.text, this.#on);
    this.log.append(this.#asked);
    this.scrollTo();
  }

  #reply({ text, choice }, body) {
    const number = this.#replies++;
    this.#keep(null);
    try {
      const reply = readReply(body);
      this.#asked.after(...this.#nodes(reply, number, true));
      if (reply.fault) this.#unreadable(reply.fault);
      if (reply.kind === "error") this.#notice("", this.log.lastChild, () => this.send(text, choice));
      this.#on.announce(spoken(reply), "en");
      this.#on.answered(reply.kind);
      if (reply.kind === "erasure") this.#restart();
    } catch (error) {
      this.#unreadable(error);
    }
    this.scrollTo(this.#asked);
  }

  #unreadable(error) {
    console.error(error);
    this.#notice(this.#say.unreadable);
  }

  #nodes(reply, number, isLast) {
    const choose = ({ title, choice }) => {
      this.#on.focus();
      this.send(title, choice);
    };
    return [
      drawReply(reply, this.#on),
      isLast && reply.choices.length && drawChoices(reply, choose),
      !UNRATED.includes(reply.kind) && drawRating(number, this.#on),
    ].filter(Boolean);
  }

  #notice(text, node = this.log.lastChild, again = null, lang = this.#say.lang) {
    const notice = make("div", { class: again ? "notice failed" : "notice" }, text && make("p", { lang }, text),
      again && button("tool", this.#say.retry, () => {
        notice.remove();
        this.#on.focus();
        again();
      }));
    node.after(notice);
    this.scrollTo(notice);
    if (text) this.#on.announce(text, lang);
  }

  #failed(error) {
    console.warn(error);
    const { message, status } = error;
    // What is never taken must not stand in the way.
    const isRefused = [400, 404, 413].includes(status);
    if (isRefused) this.#keep(null);
    if (!navigator.onLine) return;
    this.#notice(message || this.#say.failed, this.#asked, !isRefused && (() => this.resume()), message ? "en" : undefined);
  }

  #restart() {
    this.#channel.forget();
    this.#replies = 0;
    this.#drop(".rating");
  }

  #lost() {
    this.#restart();
    this.#notice(this.#say.lost, this.#asked.previousSibling);
  }

  #show(entries) {
    this.#clear();
    entries.forEach((one, index) => {
      this.log.append(...(one.blocks
        ? this.#nodes(one, this.#replies++, !entries[index + 1]) : [drawPerson(one.said, this.#on)]));
      if (one.fault) this.#unreadable(one.fault);
    });
    this.scrollTo();
  }

  #clear() {
    const { welcome, about } = this.#say;
    this.#replies = 0;
    this.log.replaceChildren(make("p", { class: "welcome" }, welcome), make("p", {}, about));
  }

  #drop(selector) {
    this.log.querySelectorAll(selector).forEach((node) => node.remove());
  }
}
