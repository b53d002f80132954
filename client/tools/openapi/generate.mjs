/** Types of the API from the committed document; the first line names what they were made from. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const contract = new URL("../../src/contract/", import.meta.url);
const document = readFileSync(new URL("openapi.json", contract));
const made = createHash("sha256").update(document).digest("hex");
const types = astToString(await openapiTS(JSON.parse(document), { alphabetize: true }));
writeFileSync(
  new URL("openapi.ts", contract),
  `// Made by \`npm run contract\` from openapi.json, sha256 ${made}. Not written by hand.\n${types}`,
);
