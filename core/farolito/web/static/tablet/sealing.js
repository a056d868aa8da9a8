// Seals records: RFC 9562 (ids), 8785 (JSON), 9180 (HPKE, base mode, HKDF-SHA256, AES-256-GCM).

const { subtle } = crypto;
export const utf8 = (text) => new TextEncoder().encode(text);
const view = async (buffer) => new Uint8Array(await buffer);

export const bytes = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};
/** The bytes of base64. */
export const decoded = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt());
export const hex = (part) => Array.from(part, (one) => one.toString(16).padStart(2, "0")).join("");
export const sha256 = (part) => view(subtle.digest("SHA-256", part));
export const fixed = (number, size) =>
  Uint8Array.from({ length: size }, (_, at) => Math.floor(number / 256 ** (size - 1 - at)));

/** A UUIDv7, made when a form is opened. */
export function newSid(now = Date.now()) {
  const id = bytes(fixed(now, 6), crypto.getRandomValues(new Uint8Array(10)));
  id[6] = (id[6] & 15) | 112;
  id[8] = (id[8] & 63) | 128;
  return hex(id).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** JSON in one spelling. Half a character stays, as its escape. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}

// whole KiB: the size says little
async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const small = await view(new Response(stream).arrayBuffer());
  const whole = new Uint8Array(Math.ceil((4 + small.length) / 1024) * 1024);
  whole.set(bytes(fixed(small.length, 4), small));
  return whole;
}

const KEMS = {
  "P-256": [16, { name: "ECDH", namedCurve: "P-256" }],
  X25519: [32, { name: "X25519" }],
};
const EMPTY = new Uint8Array();

async function mac(key, data) {
  // an empty key, which browsers refuse, is one of zeros
  const raw = key.length ? key : new Uint8Array(32);
  const made = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return view(subtle.sign("HMAC", made, data));
}

const labeled = (suite, label, ...rest) => bytes(utf8("HPKE-v1"), suite, utf8(label), ...rest);
const extract = (suite, salt, label, secret) => mac(salt, labeled(suite, label, secret));
const expand = async (suite, key, label, info, size) =>
  (await mac(key, bytes(fixed(size, 2), labeled(suite, label, info, [1])))).slice(0, size);

/** `enc ‖ ciphertext`. key: {suite, public: bytes}; the last argument: for test vectors. */
export async function seal(key, info, plain, { pair, aad = EMPTY, bits = 256 } = {}) {
  const [kem, algorithm] = KEMS[key.suite];
  const own = pair ?? (await subtle.generateKey(algorithm, true, ["deriveBits"]));
  const enc = await view(subtle.exportKey("raw", own.publicKey));
  const theirs = await subtle.importKey("raw", key.public, algorithm, true, []);
  const agreed = { name: algorithm.name, public: theirs };
  const dh = await view(subtle.deriveBits(agreed, own.privateKey, 256));

  const inner = bytes(utf8("KEM"), fixed(kem, 2));
  const secret = await extract(inner, EMPTY, "eae_prk", dh);
  const shared = await expand(inner, secret, "shared_secret", bytes(enc, key.public), 32);

  const outer = bytes(utf8("HPKE"), fixed(kem, 2), [0, 1, 0, bits / 128]);
  const psk = await extract(outer, EMPTY, "psk_id_hash", EMPTY);
  const context = bytes([0], psk, await extract(outer, EMPTY, "info_hash", info));
  const schedule = await extract(outer, shared, "secret", EMPTY);
  const iv = await expand(outer, schedule, "base_nonce", context, 12);
  const raw = await expand(outer, schedule, "key", context, bits / 8);
  const aes = await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  return bytes(enc, await view(subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, aes, plain)));
}

/** Length of the header, header, `enc ‖ ciphertext`. */
export async function envelope(record, header, { suite, public: key }) {
  const head = utf8(canonical(header));
  const to = { suite, public: decoded(key.replaceAll("-", "+").replaceAll("_", "/")) };
  return bytes(fixed(head.length, 4), head, await seal(to, head, await packed(canonical(record))));
}
