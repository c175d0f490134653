// `pnpm fidelity` compares the schemas that reach a model through our adapters and the vendor's, keyword by keyword.
// Prints the table and writes it to docs/fidelity.md.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import { toPortableSchema } from "@tool-router/adapter-kit/schemas";
import { corpus } from "./corpus.mjs";
import { accepts, rejections } from "./gate.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
if (!existsSync(`${root}bench/rivals/node_modules`)) {
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: `${root}bench/rivals`,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}
// Block all network access, including telemetry.
process.env.COMPOSIO_DISABLE_TELEMETRY = "true";
const { warn } = console;
console.warn = () => undefined;
globalThis.AI_SDK_LOG_WARNINGS = false;
const { paths } = await import("./paths.mjs");

const symbols = {
  same: "same",
  equal: "reworded",
  fixed: "fixed",
  "fixed, weaker": "fixed, weaker",
  weaker: "**weaker**",
  narrower: "**narrower**",
  rejected: "**rejected**",
  throws: "**throws**",
  dropped: "**dropped**",
};
const harmless = new Set(["same", "equal", "fixed", "fixed, weaker"]);

const rows = [];
const totals = paths.map(() => ({ ours: {}, theirs: {} }));
for (const one of corpus) {
  const cells = [];
  for (const [index, path] of paths.entries()) {
    for (const who of ["ours", "theirs"]) {
      const verdict = await judge(one, path[who], who === "ours");
      totals[index][who][verdict] = (totals[index][who][verdict] ?? 0) + 1;
      cells.push(symbols[verdict]);
    }
  }
  rows.push([one.name, ...cells]);
}
console.warn = warn;

async function judge(one, send, isOurs) {
  let sent;
  try {
    sent = await send(one);
  } catch {
    return "throws";
  }
  const { name, schema } = sent;
  if (schema === undefined) return "dropped";
  if (rejections(name, schema).length > 0) return "rejected";
  if (isDeepStrictEqual(schema, one.schema)) return "same";
  if (isOurs) {
    const { schema: portable, changes } = toPortableSchema(one.schema);
    if (changes.length > 0 && isDeepStrictEqual(schema, JSON.parse(JSON.stringify(portable)))) {
      return changes.every(({ lossless }) => lossless) ? "fixed" : "fixed, weaker";
    }
  }
  if (accepts(schema, one.valid) === false) return "narrower";
  if (one.invalid !== undefined && accepts(schema, one.invalid) !== false) return "weaker";
  return "equal";
}

const header = ["", ...paths.flatMap(({ name }) => [`${name}: ours`, "theirs"])];
const table = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const count = (verdicts, wanted) => wanted.reduce((sum, one) => sum + (verdicts[one] ?? 0), 0);
const summary = [
  [
    "",
    "same, byte for byte",
    "reworded or fixed, same meaning",
    "fixed, weaker",
    "weaker or narrower",
    "rejected, dropped or throws",
  ],
  ["---", "---", "---", "---", "---", "---"],
  ...paths.flatMap(({ name }, index) =>
    ["ours", "theirs"].map((who) => {
      const verdicts = totals[index][who];
      return [
        `${name}: ${who}`,
        count(verdicts, ["same"]),
        count(verdicts, ["equal", "fixed"]),
        count(verdicts, ["fixed, weaker"]),
        count(verdicts, ["weaker", "narrower"]),
        count(verdicts, ["rejected", "dropped", "throws"]),
      ];
    }),
  ),
]
  .map((row) => `| ${row.join(" | ")} |`)
  .join("\n");

const { dependencies } = JSON.parse(readFileSync(`${root}bench/rivals/package.json`, "utf8"));
const text = `# Schemas as the model receives them

We send ${corpus.length} small tool schemas, each with one JSON Schema keyword or pitfall, through our adapters and through the vendor's,
in front of each provider's own client, and compare the schemas in the HTTP requests. \`pnpm fidelity\` generates this page, with
${Object.entries(dependencies)
  .map(([name, version]) => `\`${name}\` ${version}`)
  .join(", ")}.

${summary}

- **same**: byte for byte as the router sent it. **reworded**: different text, but the row's samples validate in the same way.
- **fixed**: changed because model APIs reject the original; the model's arguments are mapped back. **fixed, weaker**: fixed,
  but without a constraint that model APIs cannot express. The router checks that constraint.
- **weaker**: accepts arguments that the tool rejects. **narrower**: rejects arguments that the tool accepts.
- **rejected**: a model API rejects the whole request, with all its tools, for one of two reasons: it documents an error message
  for this (root is not a plain object, invalid name, array without items, lookaround, \`propertyNames\`), or the schema is not valid
  JSON Schema 2020-12. No request was sent to a model.

${table}
`;
writeFileSync(`${root}docs/fidelity.md`, text);
console.log(`${summary}\n\n${table}`);
const bad = totals.flatMap(({ ours }) => Object.keys(ours)).filter((verdict) => !harmless.has(verdict));
if (bad.length > 0) {
  console.error(`Our adapters changed the meaning of schemas: ${bad.join(", ")}.`);
  process.exit(1);
}
