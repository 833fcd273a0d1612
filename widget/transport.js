/** Talks to the web channel. Knows no page. */

const KEY = "clean-exit";
const REPEATS = { 0: 2, 409: 4, 502: 2, 503: 2, 504: 2 };
const LONGEST_WAIT = 10;
const TIMEOUT = 60_000;

/** Values that outlive a reload, unless the browser forbids storage. */
export function openMemory() {
  const values = {};
  const attempt = (act) => {
    try {
      act();
    } catch (error) {
      console.debug(error);
    }
  };
  attempt(() => Object.assign(values, JSON.parse(sessionStorage.getItem(KEY))));
  return {
    get: (name) => values[name] ?? null,
    set(name, value) {
      values[name] = value;
      attempt(() => sessionStorage.setItem(KEY, JSON.stringify(values)));
    },
  };
}

// `crypto.randomUUID` would need a secure context.
export function newKey() {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/** Seconds until the next try, or null if a person has to decide. */
export function waitBefore({ status, wait }, tries) {
  return tries < REPEATS[status] && wait <= LONGEST_WAIT ? Math.max(wait, 2 ** tries) : null;
}

async function insist(act, tries = 0) {
  try {
    return await act();
  } catch (error) {
    const wait = waitBefore(error, tries);
    if (wait === null || !navigator.onLine) throw error;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    return insist(act, tries + 1);
  }
}

/** The channel at `base`; `memory` keeps its token. */
export function channelAt(base, memory) {
  const known = () => memory.get("token") !== null;
  const forget = () => ["token", "ticks"].forEach((name) => memory.set(name, null));

  async function request(method, path, body, key) {
    const response = await fetch(new URL(`webhooks/web/${path}`, base), {
      method,
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${memory.get("token")}`,
        ...(key && { "Idempotency-Key": key }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch((cause) => {
      throw Object.assign(new Error("", { cause }), { status: 0, wait: 0 });
    });
    const { ok, status, headers } = response;
    const told = await response.json().catch(() => null);
    if (ok && (told || status === 204)) return told;
    const wait = Number(headers.get("Retry-After")) || 0;
    throw Object.assign(new Error(told?.error?.message ?? ""), { status: ok ? 0 : status, wait });
  }

  const unlessEnded = (act) => act.catch((error) => {
    if (error.status !== 401) throw error;
    forget();
  });

  return {
    known,
    forget,

    /** Return the reply. `lost` hears that the session has ended, and forgets it. */
    async deliver({ key, text, choice }, isErased = () => false, lost = forget, again = true) {
      try {
        return await insist(async () => {
          if (isErased()) throw new Error("erased");
          if (!known()) memory.set("token", (await request("POST", "sessions")).token);
          return request("POST", "messages", choice ? { choice } : { text }, key);
        });
      } catch (error) {
        if (error.status !== 401 || isErased() || !again) throw error;
        lost();
        // In the new session the choice was not offered, so it is said in words.
        return this.deliver({ key, text }, isErased, lost, false);
      }
    },

    history: async () => known() && unlessEnded(insist(() => request("GET", "messages"))),

    async erase() {
      if (known()) await unlessEnded(request("DELETE", "sessions/current"));
      forget();
    },

    rate: (message, rating, comment) => request("POST", "feedback", { message, rating, ...(comment && { comment }) }),
  };
}
