/** When this device last had the server's word: without it, what is kept opens for a week only. */
const key = "parta.met";

export function met(): void {
  try {
    localStorage.setItem(key, String(Date.now()));
  } catch {
    // a private window may refuse storage: then nothing is kept either
  }
}

/** Whoever left takes this with him. */
export const unmeet = () => localStorage.removeItem(key);

export const metAt = () => Number(localStorage.getItem(key));
