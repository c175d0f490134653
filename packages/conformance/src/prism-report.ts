import { fuzz } from "./fuzz.ts";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { problemOf } from "./outcome.ts";
import { loadPrism, prismProblem, type Prism } from "./prism.ts";
import { prismRouters, violationsIn } from "./prism-router.ts";
import { requirements } from "./requirements.ts";

// `pnpm conformance:prism`: the same requirements, with another implementation's judgement of every request and answer.

/** Made from the document, as in the report without Prism. */
const fuzzedRequests = 4000;

async function report(): Promise<void> {
  const prism = await loadPrism();
  const blindness = await whatPrismOverlooks(prism);
  const routers = prismRouters(prism);
  let held = 0;
  const notHeld: string[] = [];
  for (const requirement of requirements) {
    const found = await problemOf(requirement, routers.make);
    await routers.close();
    if (found === undefined) held++;
    else notHeld.push(`NOT HELD ${requirement.id}: ${requirement.rule}: ${requirement.expected}\n  ${found}`);
  }
  const { problems, requests } = await fuzz(fuzzedRequests, 20_260_101, routers.make);
  await routers.close();

  console.log("The clients, with Prism between them and the router:");
  const clients = spawnSync("pnpm exec vitest run --project conformance client --reporter=dot", {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { ...process.env, CONFORMANCE_PRISM: "1" },
    shell: true,
    stdio: "inherit",
  });

  const { judged, past } = routers.counts;
  console.log(`${held} of ${requirements.length} requirements held with Prism between client and router`);
  console.log(`${problems.length} problems in ${requests} more requests made from the document`);
  console.log(
    `${judged} requests and answers were judged by Prism; ${past} it was not shown: it would change them, or the router does not serve them`,
  );
  console.log(`${blindness.length} of the wrong answers that it was shown on purpose did it overlook`);
  for (const line of [...notHeld, ...problems.slice(0, 10), ...blindness]) console.log(`\n${line}`);
  if (clients.status !== 0 || notHeld.length + problems.length + blindness.length > 0) process.exitCode = 1;
}

/** Prism proves nothing if it lets everything pass: wrong answers that it does not notice, one line each. */
async function whatPrismOverlooks(prism: Prism): Promise<string[]> {
  const wrong: Record<string, [status: number, body: object]> = {
    "an answer without its fields": [200, {}],
    "an answer with a field of another type": [200, { items: [], total_items: "0", total_pages: 1, current_page: 1 }],
    "an error without envelope": [400, { message: "no" }],
    "a status that is not declared": [418, {}],
  };
  const overlooked: string[] = [];
  for (const [name, [status, body]] of Object.entries(wrong)) {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = await prism.proxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const response = await fetch(`${proxy.origin}/toolkits`, { headers: { "x-api-key": "ak_1" } });
    if (violationsIn(response).length === 0) overlooked.push(`Prism overlooked ${name}`);
    await proxy.close();
    server.closeAllConnections();
    server.close();
  }
  return overlooked;
}

const problem = prismProblem();
if (problem === undefined) await report();
else console.log(`Skipped: ${problem}.`);
