import { symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createToolRouter, type Session } from "@tool-router/core";
import { createLocalRouter } from "@tool-router/local";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryToolkit } from "./repository-toolkit.ts";
import { smallRepository } from "./testing/small-repository.ts";

describe("the repository toolkit", () => {
  let repository: Awaited<ReturnType<typeof smallRepository>>;
  let session: Session;

  beforeEach(async () => {
    repository = await smallRepository();
    const { apiKey, baseUrl, fetch } = createLocalRouter({ toolkits: [repositoryToolkit(repository.root)] });
    session = await createToolRouter({ apiKey, baseUrl, fetch }).sessions.create("user_42");
  });
  afterEach(() => repository[Symbol.asyncDispose]());

  test("lists the sources of a folder, not what was installed or built", async () => {
    expect(await session.execute("REPOSITORY_LIST_FILES", { folder: "modules/clock" })).toMatchObject({
      data: {
        total: 3,
        files: ["modules/clock/package.json", "modules/clock/src/deep/face.ts", "modules/clock/src/index.ts"],
      },
      error: null,
    });
    expect((await session.execute("REPOSITORY_LIST_FILES", { ending: ".ts", limit: 1 })).data).toEqual({
      total: 3,
      files: ["modules/clock/src/deep/face.ts"],
    });
  });

  test("finds lines by text that is not a pattern", async () => {
    const { data } = await session.execute("REPOSITORY_SEARCH_FILES", { text: 'from "node:', limit: 2 });
    expect(data).toEqual({
      total: 4,
      matches: [
        { path: "modules/clock/src/index.ts", line: 1, text: 'import { setTimeout } from "node:timers";' },
        { path: "modules/clock/src/index.ts", line: 2, text: 'import { hrtime } from "node:process";' },
      ],
    });
    expect((await session.execute("REPOSITORY_SEARCH_FILES", { text: "n.de" })).data).toEqual({
      total: 0,
      matches: [],
    });
  });

  test("names the closest files for an unknown file", async () => {
    const { error } = await session.execute("REPOSITORY_READ_FILE", { path: "modules/clok/index.ts" });
    expect(error).toMatch(
      /^There is no file 'modules\/clok\/index\.ts'\. The closest: 'modules\/clock\/src\/index\.ts', /,
    );
  });

  test.each([
    ["../secret.txt", "leads out of the repository"],
    ["modules/../../secret.txt", "leads out of the repository"],
    ["/etc/passwd", "leads out of the repository"],
    [".git/config", "holds no sources"],
    ["modules/clock/.cache/index.ts", "holds no sources"],
    ["modules/clock/node_modules/dial/index.ts", "holds no sources"],
    [".env", "There is no file"],
    ["modules/link.ts", "leads out of the repository"],
  ])("does not read %s", async (path, reason) => {
    await writeFile(join(repository.root, ".env"), "KEY=1");
    await symlink(tmpdir(), join(repository.root, "modules/elsewhere"));
    await symlink(import.meta.filename, join(repository.root, "modules/link.ts"));
    const { data, error } = await session.execute("REPOSITORY_READ_FILE", { path });
    expect(error).toContain(reason);
    expect(data).toEqual({});
  });

  test("refuses a folder that is outside or not there", async () => {
    expect((await session.execute("REPOSITORY_LIST_FILES", { folder: ".." })).error).toContain("leads out");
    expect((await session.execute("REPOSITORY_LIST_FILES", { folder: "modules/sofa" })).error).toBe(
      "There is no folder 'modules/sofa'",
    );
  });

  test("reads no file that is too long to be useful", async () => {
    await writeFile(join(repository.root, "long.txt"), "x".repeat(300_000));
    expect((await session.execute("REPOSITORY_READ_FILE", { path: "long.txt" })).error).toContain("has 300000 bytes");
  });
});
