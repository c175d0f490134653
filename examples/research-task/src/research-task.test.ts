import { describe, expect, it } from "vitest";
import { prepareResearchTask, type TaskOptions } from "./research-task.ts";
import { breakages } from "./testing/breakages.ts";
import { runPlainAgent } from "./testing/plain-agent.ts";
import { smallRepository } from "./testing/small-repository.ts";

describe("the research task", () => {
  it("is done by what the router tells of whatever repository there is", async () => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root });
    await runPlainAgent(task);

    expect(task.findings()).toEqual([
      { package: "clock", description: 'Tells "the" time', typescript_files: 2, node_imports: 2 },
      { package: "lamp", description: "", typescript_files: 0, node_imports: 0 },
    ]);
    expect(task.problems()).toEqual([]);
    expect(task.tally()).toEqual({ steps: 9, toolCalls: 8, appToolRuns: 11, errors: 1, errorsRecovered: 1 });
  });

  it("is done with the schemas fetched, when a search leaves them out", async () => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between: withoutSchemas });
    await runPlainAgent(task);

    expect(task.problems()).toEqual([]);
    expect(task.tally()).toMatchObject({ steps: 14, errorsRecovered: 1 });
  });

  it.each(breakages)("is not done with a router $name", async ({ between }) => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between });
    await runPlainAgent(task);

    expect(task.problems()).not.toEqual([]);
  });

  it("shows the access key to nobody but the link's page", async () => {
    const seen: string[] = [];
    const lines: string[] = [];
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({
      root: repository.root,
      print: (line) => lines.push(line),
      between: (fetch) => async (input, init) => {
        const request = new Request(input, init);
        if (!request.url.includes("/link/")) seen.push(await request.clone().text());
        const response = await fetch(request);
        seen.push(await response.clone().text());
        return response;
      },
    });
    await runPlainAgent(task);

    expect(task.problems()).toEqual([]);
    expect(seen.join("\n")).not.toMatch(/fk_/);
    expect(lines.join("\n")).not.toMatch(/fk_/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

const withoutSchemas: TaskOptions["between"] = (fetch) => async (input, init) => {
  const response = await fetch(input, init);
  if (typeof init?.body !== "string" || !init.body.includes("COMPOSIO_SEARCH_TOOLS")) return response;
  const answer = (await response.json()) as { data: { tool_schemas: Record<string, { input_schema?: unknown }> } };
  for (const [slug, schema] of Object.entries(answer.data.tool_schemas)) {
    delete schema.input_schema;
    Object.assign(schema, {
      hasFullSchema: false,
      schemaRef: { tool: "COMPOSIO_GET_TOOL_SCHEMAS", args: { tool_slugs: [slug] } },
    });
  }
  return Response.json(answer);
};
