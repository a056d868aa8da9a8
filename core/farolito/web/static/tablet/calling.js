// How a tablet asks the server: with its token and no cookie, and nothing between them may answer from memory.

/** A reply in time, or it rejects. `more`: what else goes into the request. */
export const called = (address, token, patience, headers, more) =>
  fetch(address, {
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Tablet ${token}` }), ...headers },
    ...more,
  });
