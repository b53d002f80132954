/** UUIDv7 made by the client: a message's own id from the first keystroke on, and for ever its row's key. */

let lastMoment = 0;
let counter = 0;

/** Two ids of one millisecond still stand in the order of their making: the outbox sorts by them. */
export function newClientId(now = Date.now()): string {
  counter = now > lastMoment ? Math.floor(Math.random() * 256) : counter + 1;
  lastMoment = Math.max(lastMoment, now);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(lastMoment / 2 ** (8 * (5 - place))) & 0xff;
  bytes[6] = 0x70 | ((counter >> 8) & 0x0f);
  bytes[7] = counter & 0xff;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
