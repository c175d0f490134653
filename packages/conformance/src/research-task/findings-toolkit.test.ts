import { createToolRouter, type Session } from "@tool-router/core";
import { createLocalRouter } from "@tool-router/local";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFindingsDatabase, type FindingsDatabase } from "./findings-database.ts";
import { findingsToolkit } from "./findings-toolkit.ts";

const clock = { package: "clock", description: "'); DROP TABLE findings; --", typescript_files: 2, node_imports: 0 };

describe("the findings toolkit", () => {
  let database: FindingsDatabase;
  beforeEach(() => {
    database = createFindingsDatabase(":memory:");
  });
  afterEach(() => database[Symbol.dispose]());

  const connected = (key: string): Promise<Session> => {
    const { apiKey, baseUrl, fetch } = createLocalRouter({
      toolkits: [findingsToolkit(database)],
      accounts: [{ userId: "user_42", toolkit: "findings", credentials: { access_key: key } }],
    });
    return createToolRouter({ apiKey, baseUrl, fetch }).sessions.create("user_42");
  };

  test("inserts findings and lists them", async () => {
    const session = await connected(database.accessKey);
    expect((await session.execute("FINDINGS_INSERT_FINDINGS", { findings: [clock] })).data).toEqual({
      inserted: 1,
      total: 1,
    });
    expect((await session.execute("FINDINGS_LIST_FINDINGS")).data).toEqual({
      total: 1,
      findings: [{ ...clock, written_at: expect.stringMatching(/^\d{4}-.*Z$/) }],
    });
  });

  test("inserts all findings or none", async () => {
    const session = await connected(database.accessKey);
    const lamp = { ...clock, package: "lamp" };
    const { error } = await session.execute("FINDINGS_INSERT_FINDINGS", { findings: [clock, lamp, clock] });
    expect(error).toContain("UNIQUE constraint failed");
    expect(database.count()).toBe(0);
  });

  test("does nothing with another access key, and does not repeat it", async () => {
    const session = await connected("fk_wrong");
    for (const result of [
      await session.execute("FINDINGS_INSERT_FINDINGS", { findings: [clock] }),
      await session.execute("FINDINGS_LIST_FINDINGS"),
    ]) {
      expect(result).toMatchObject({ data: {}, error: "This is not the access key of the findings database" });
    }
    expect(database.count()).toBe(0);
  });
});
