import { describe, expect, test } from "vitest";
import { prepareResearchTask, type TaskOptions } from "./research-task.ts";
import { breakages } from "./testing/breakages.ts";
import { runPlainAgent } from "./testing/plain-agent.ts";
import { smallRepository } from "./testing/small-repository.ts";

describe("the research task", () => {
  test("is done with only what the router says about any repository", async () => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root });
    await runPlainAgent(task);

    expect(task.findings()).toEqual([
      { package: "clock", description: 'Tells "the" time', typescript_files: 2, node_imports: 2 },
      { package: "lamp", description: "", typescript_files: 0, node_imports: 0 },
    ]);
    expect(task.problems()).toEqual([]);
  });

  test("is done when a search leaves out the schemas", async () => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between: withoutSchemas });
    await runPlainAgent(task);

    expect(task.problems()).toEqual([]);
  });

  test.each(breakages)("is not done with a router $name", async ({ between }) => {
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({ root: repository.root, between });
    await runPlainAgent(task);

    expect(task.problems()).not.toEqual([]);
  });

  test("shows the access key only to the page of the link", async () => {
    const seen: string[] = [];
    await using repository = await smallRepository();
    await using task = await prepareResearchTask({
      root: repository.root,
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
