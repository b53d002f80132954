import { afterEach, expect, test, vi } from "vitest";
import { arriving } from "./arriving";

afterEach(() => vi.unstubAllGlobals());

function failing(times: number) {
  let asked = 0;
  const load = () => (++asked > times ? Promise.resolve("code") : Promise.reject(new Error("fetch")));
  return { load, asked: () => asked };
}

test("without network code is asked for again as soon as the network is back, however often it failed", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  const { load, asked } = failing(5);
  const code = arriving(load);
  for (let back = 1; back <= 5; back++) {
    await vi.waitFor(() => expect(asked()).toBe(back));
    await Promise.resolve();
    dispatchEvent(new Event("online"));
  }
  expect(await code).toBe("code");
});

test("with network it is asked for three times: a file of an older version never comes", async () => {
  vi.useFakeTimers();
  const { load, asked } = failing(9);
  const code = expect(arriving(load)).rejects.toThrow("fetch");
  await vi.runAllTimersAsync();
  await code;
  expect(asked()).toBe(3);
  vi.useRealTimers();
});
