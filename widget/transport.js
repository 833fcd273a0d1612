/** Talks to the web channel. Knows no page. */

const KEY = "clean-exit";
const WAITS = [1, 2, 4, 8];
const REPEATS = { 0: 2, 409: 4, 502: 2, 503: 2, 504: 2 };
const LONGEST_WAIT = 10;
const TIMEOUT = 60_000;

/** Values that outlive a reload, unless the browser forbids storage. */
export function memoryIn(open) {
  let page = {};
  const attempt = (act) => {
    try {
      return act(open());
    } catch {
      return null;
    }
  };
  const all = () => attempt((store) => JSON.parse(store.getItem(KEY))) ?? page;
  return {
    get: (name) => all()[name] ?? null,
    set(name, value) {
      page = { ...all(), [name]: value };
      attempt((store) => store.setItem(KEY, JSON.stringify(page)));
    },
  };
}

/** A random key. `crypto.randomUUID` would need a page that is a secure context. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Seconds until a failed request is repeated, or null if a person has to decide. */
export function waitBefore({ status, wait }, tries) {
  return tries < REPEATS[status] && wait <= LONGEST_WAIT ? Math.max(wait, WAITS[tries]) : null;
}

/** The channel at `base`; `memory` keeps its token. */
export function channelAt(base, memory) {
  const known = () => memory.get("token") !== null;
  const forget = () => {
    memory.set("token", null);
    memory.set("ticks", null);
  };

  async function request(method, path, body, key) {
    const token = memory.get("token");
    const failure = (status, message = "", wait = 0) => Object.assign(new Error(message), { status, wait });
    const response = await fetch(new URL(`webhooks/web/${path}`, base), {
      method,
      headers: {
        ...(body && { "Content-Type": "application/json" }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(key && { "Idempotency-Key": key }),
      },
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch((cause) => {
      throw Object.assign(failure(0), { cause });
    });
    if (response.status === 204) return null;
    const told = await response.json().catch(() => null);
    if (response.ok && told) return told;
    throw failure(response.ok ? 0 : response.status, told?.error?.message, Number(response.headers.get("Retry-After")) || 0);
  }

  async function insist(act, mend) {
    for (let tries = 0; ; tries++) {
      try {
        return await act();
      } catch (error) {
        if (tries < WAITS.length && mend(error.status)) continue;
        const wait = waitBefore(error, tries);
        if (wait === null || !navigator.onLine) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait * 1000));
      }
    }
  }

  return {
    known,

    /** Return the reply. `lost` tells that the session has ended and another takes its place. */
    deliver: ({ key, text, choice }, lost) => insist(async () => {
      if (!known()) memory.set("token", (await request("POST", "sessions")).token);
      return request("POST", "messages", choice ? { choice } : { text }, key);
    }, (status) => {
      if (status === 401) {
        lost();
        forget();
        return true;
      }
      if (!choice || ![400, 404].includes(status)) return false;
      // Not on offer any more: say it in words.
      choice = null;
      key = newKey();
      return true;
    }),

    /** Null if there is no session. */
    history: () => insist(async () => (known() ? request("GET", "messages") : null), (status) => {
      if (status === 401) forget();
      return status === 401;
    }),

    async erase() {
      if (known()) {
        await request("DELETE", "sessions/current").catch((error) => {
          if (error.status !== 401) throw error;
        });
      }
      forget();
    },

    rate: (message, rating, comment) => request("POST", "feedback", { message, rating, ...(comment && { comment }) }),
  };
}

/** Messages on their way. They outlive a reload, each with the key of its first try. */
export function outboxFor(channel, memory, on) {
  const box = {
    items: memory.get("outbox") ?? [],
    busy: false,

    keep(items) {
      box.items = items;
      memory.set("outbox", items);
    },

    add(text, choice) {
      const item = { key: newKey(), text, choice };
      box.keep([...box.items, item]);
      return item;
    },

    async run() {
      if (box.busy) return;
      box.busy = true;
      while (box.items.length && (await send(box.items[0])));
      box.busy = false;
      on.idle();
    },
  };

  async function send(item) {
    const erased = () => box.items[0] !== item;
    let body;
    try {
      body = await channel.deliver(item, () => {
        if (erased()) throw new Error("erased");
        on.lost();
      });
    } catch (error) {
      if (!erased()) on.failed(item, error);
      return erased();
    }
    if (!erased()) {
      box.keep(box.items.slice(1));
      on.reply(item, body);
    }
    return true;
  }

  return box;
}
