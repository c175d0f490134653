import { deepEqual, ok } from "node:assert/strict";
import { requires, type Requirement } from "../requirement.ts";
import { otherProject } from "../world.ts";

export const runLog: readonly Requirement[] = [
  requires("log.runs", "every run", "appears only in its project's log", async (open) => {
    const world = await open();
    const path = await world.session();
    const { log_id: id } = (await world.execute(path, "GITHUB_LIST_ISSUES", { a: 1 })).body;
    await world.execute(path, "NOPE");
    const read = async (key: string) => {
      const response = await world.router.fetch(`${world.router.baseUrl}/_local/logs`, {
        headers: { "x-api-key": key },
      });
      return ((await response.json()) as { items: { id: string; outcome: string; account: string }[] }).items;
    };
    const own = await read(world.router.apiKey);
    deepEqual(
      own.map(({ outcome }) => outcome),
      ["refused", "ok"],
    );
    deepEqual([own[1]?.id, own[1]?.account], [id, "ca_1"]);
    deepEqual(await read(otherProject.apiKey), []);
    ok(id.length > 0);
  }),
];
