/** The size budgets of the client (first load and lazy routes, gzip): run after a build, fails beyond the limit. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const built = new URL("../../server/parta/web/static/", import.meta.url).pathname;
const limits = { firstJs: 150, firstCss: 12, requests: 8, lazy: 60, call: 190, editor: 140 };

const manifest = JSON.parse(readFileSync(join(built, ".vite/manifest.json"), "utf8"));
const size = (file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length / 1024;
const round = (number) => Math.round(number * 10) / 10;

/** The chunks that load with `key`, statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

function weigh(keys) {
  const css = new Set();
  let js = 0;
  for (const key of keys) {
    js += size(manifest[key].file);
    for (const sheet of manifest[key].css ?? []) css.add(sheet);
  }
  return {
    js: round(js),
    css: round([...css].reduce((sum, sheet) => sum + size(sheet), 0)),
    files: keys.size + css.size,
  };
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const chats = Object.keys(manifest).find((key) => key.endsWith("chats/ChatsScreen.tsx"));
const firstKeys = new Set([...closure(entry), ...closure(chats)]);
const first = weigh(firstKeys);
const requests = first.files + 1; // and the page itself
const failures = [];
const check = (name, value, limit) => {
  console.log(`${value > limit ? "✗" : "✓"} ${name}: ${value} (не больше ${limit})`);
  if (value > limit) failures.push(name);
};

check("first load, JS, KB gz", first.js, limits.firstJs);
check("first load, CSS, KB gz", first.css, limits.firstCss);
check("first load, requests", requests, limits.requests);
for (const key of Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry && name !== chats)) {
  const own = new Set([...closure(key)].filter((part) => !firstKeys.has(part)));
  const limit = /call/i.test(key) ? limits.call : /editor/i.test(key) ? limits.editor : limits.lazy;
  check(`lazy ${key}, JS, KB gz`, weigh(own).js, limit);
}
const page = statSync(join(built, "index.html")).size / 1024;
check("index.html, KB", round(page), 4);
const html = readFileSync(join(built, "index.html"), "utf8");
if (/<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+=|src="data:/i.test(html))
  failures.push("index.html holds inline code");
if (failures.length) {
  console.error(`Over budget: ${failures.join("; ")}`);
  process.exit(1);
}
