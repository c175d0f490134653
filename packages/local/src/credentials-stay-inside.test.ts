import { expect, test } from "vitest";
import { github, githubAccount, testRouter } from "./testing/test-router.ts";
import type { ToolDefinition } from "./toolkits/define-tool.ts";

test("never reveals entered credentials", async () => {
  const router = testRouter({ accounts: [{ ...githubAccount, alias: "main" }] });
  const session = await router.session({ multi_account: { enable: true } });
  const link = await session.link({ toolkit: "github", alias: "second" });
  const page = await router.fetch(link.body.redirect_url, {
    method: "POST",
    body: new URLSearchParams({ "field.api_key": "entered-secret" }),
  });

  const shown = [
    await page.text(),
    await (await router.fetch(link.body.redirect_url)).text(),
    ...(await Promise.all(
      [
        ["GET", session.path],
        ["GET", `${session.path}/toolkits`],
        ["GET", `${session.path}/tools`],
        ["GET", "/connected_accounts"],
        ["GET", "/connected_accounts/ca_seed"],
        ["GET", `/connected_accounts/${link.body.connected_account_id}`],
        ["GET", "/toolkits"],
        ["GET", "/tools"],
      ].map(async ([method = "", path = ""]) => JSON.stringify((await router.request(method, path)).body)),
    )),
    JSON.stringify((await session.execute("GITHUB_CREATE_ISSUE", { owner: "a", title: "t" })).body),
    JSON.stringify(
      (await session.execute("GITHUB_CREATE_ISSUE", { owner: "a", title: "t" }, { account: "main" })).body,
    ),
    JSON.stringify((await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "issue" }] })).body),
    JSON.stringify(
      (
        await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", {
          toolkits: ["github", { name: "github", action: "list" }],
        })
      ).body,
    ),
  ].join("\n");
  expect(shown).toContain("ca_seed");
  expect(shown).not.toContain("hunter2-secret");
  expect(shown).not.toContain("entered-secret");
});

test("gives tools copies of credentials", async () => {
  const slug = "GITHUB_PEEK";
  const seen: unknown[] = [];
  const tool: ToolDefinition = {
    slug,
    description: "Reads its credentials, and writes over them",
    inputSchema: { type: "object" },
    execute: (_, { credentials }) => {
      const own = credentials as Record<string, string>;
      seen.push({ ...own });
      own["api_key"] = "overwritten";
      own["more"] = "added";
      seen.push(own);
    },
  };
  const router = testRouter({ toolkits: [github({ tools: [tool] })], accounts: [githubAccount] });
  const session = await router.session();
  for (let run = 0; run < 2; run++) expect((await session.execute(slug)).body.error).toBeNull();
  const own = { api_key: "hunter2-secret" };
  const overwritten = { api_key: "overwritten", more: "added" };
  expect(seen).toEqual([own, overwritten, own, overwritten]);
  expect(githubAccount.credentials).toEqual(own);
});
