import { createToolRouter } from "@tool-router/core";
import { createLocalRouter } from "@tool-router/local";
import { describe, expect, test } from "vitest";
import { createFindingsDatabase } from "./findings-database.ts";
import { findingsToolkit } from "./findings-toolkit.ts";
import { createPerson } from "./person.ts";

describe("the person", () => {
  const linkFor = async (accessKey: (right: string) => string) => {
    using database = createFindingsDatabase(":memory:");
    const local = createLocalRouter({ toolkits: [findingsToolkit(database)] });
    const session = await createToolRouter(local).sessions.create("user_42");
    const { data } = await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["findings"] });
    const link = data.results?.["findings"]?.redirect_url ?? "";
    const person = createPerson({
      fetch: local.fetch,
      origin: local.baseUrl,
      knows: { "Access key": accessKey(database.accessKey) },
    });
    return { reply: await person.reply(`Please open ${link}.`), person };
  };

  test("opens the link in an answer, fills in the form and presses Connect", async () => {
    const { reply, person } = await linkFor((right) => right);
    expect(reply).toContain('"Findings is connected"');
    expect(person.pagesSeen).toEqual(["Findings is connected"]);
  });

  test("reports the text of the page after a wrong key", async () => {
    const { reply } = await linkFor(() => "fk_wrong");
    expect(reply).toContain('"Connect Findings: This is not the access key of the findings database"');
  });

  test("opens no link to another place, and is content with an answer that has none", async () => {
    const person = createPerson({
      fetch: () => Promise.reject(new Error("opened")),
      origin: "http://tool-router.localhost",
      knows: {},
    });
    expect(await person.reply("See https://example.com/link/lt_1")).toBeUndefined();
    expect(await person.reply("All is done.")).toBeUndefined();
  });
});
