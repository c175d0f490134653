import { fuzz } from "./fuzz.ts";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { findProblem } from "./run-requirements.ts";
import { loadPrism, prismProblem, type Prism } from "./prism.ts";
import { prismRouters, violationsIn } from "./prism-router.ts";
import { requirements } from "./requirements.ts";

// `pnpm conformance:prism` runs the requirements with Prism validating every request and response.

const FUZZ_REQUESTS = 4000;

async function report(): Promise<void> {
  const prism = await loadPrism();
  const undetected = await findUndetectedViolations(prism);
  const routers = prismRouters(prism);
  let held = 0;
  const failed: string[] = [];
  for (const requirement of requirements) {
    const problem = await findProblem(requirement, routers.make);
    await routers.close();
    if (problem === undefined) held++;
    else failed.push(`FAILED ${requirement.id}: ${requirement.rule}: ${requirement.expected}\n  ${problem}`);
  }
  const { problems, requests } = await fuzz(FUZZ_REQUESTS, 20_260_101, routers.make);
  await routers.close();

  console.log("Client tests with Prism between client and router:");
  const clients = spawnSync("pnpm exec vitest run --project conformance client --reporter=dot", {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { ...process.env, CONFORMANCE_PRISM: "1" },
    shell: true,
    stdio: "inherit",
  });

  const { validated, bypassed } = routers.counts;
  console.log(`${held} of ${requirements.length} requirements hold with Prism between client and router`);
  console.log(`${problems.length} problems in ${requests} requests generated from the API document`);
  console.log(
    `Prism validated ${validated} requests and responses; ${bypassed} bypassed it, because it would change them or the router does not implement them`,
  );
  console.log(`Prism missed ${undetected.length} of the responses that are invalid on purpose`);
  for (const line of [...failed, ...problems.slice(0, 10), ...undetected]) console.log(`\n${line}`);
  if (clients.status !== 0 || failed.length + problems.length + undetected.length > 0) process.exitCode = 1;
}

/** Checks that Prism detects invalid responses. Returns the undetected ones. */
async function findUndetectedViolations(prism: Prism): Promise<string[]> {
  const invalid: Record<string, [status: number, body: object]> = {
    "a response without required fields": [200, {}],
    "a response with a field of the wrong type": [
      200,
      { items: [], total_items: "0", total_pages: 1, current_page: 1 },
    ],
    "an error without an envelope": [400, { message: "no" }],
    "an undeclared status": [418, {}],
  };
  const undetected: string[] = [];
  for (const [name, [status, body]] of Object.entries(invalid)) {
    const server = createServer((_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = await prism.proxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const response = await fetch(`${proxy.origin}/toolkits`, { headers: { "x-api-key": "ak_1" } });
    if (violationsIn(response).length === 0) undetected.push(`Prism missed ${name}`);
    await proxy.close();
    server.closeAllConnections();
    server.close();
  }
  return undetected;
}

const reason = prismProblem();
if (reason === undefined) await report();
else console.log(`Skipped: ${reason}.`);
