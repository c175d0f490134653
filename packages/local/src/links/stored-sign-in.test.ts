import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import { browser } from "../testing/browser.ts";
import { openOAuthWorld, ownOrigin } from "../testing/oauth-router.ts";
import { encryptionKey, sqliteTestStore } from "../testing/test-stores.ts";

test("finishes a sign-in after a restart and leaves no secret in the store", async () => {
  const place = sqliteTestStore();
  try {
    const kept = { apiKey: "ak_1", encryptionKey };
    await using world = await openOAuthWorld({}, { ...kept, store: place.open() });
    const { body: link } = await world.session.link({ toolkit: "github" });
    const person = browser(ownOrigin, async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      return pathname === "/oauth/callback/github" ? new Response("caught") : world.router.fetch(input, init);
    });
    const callback = new URL((await person.open(link.redirect_url, { action: "connect" })).url);
    await world.router.close();

    const now = (): Date => new Date("2026-01-01T00:05:00Z");
    const next = createLocalRouter({ ...kept, toolkits: [world.toolkit], store: place.open(), now });
    const answer = await next.fetch(callback.href, { headers: { cookie: person.cookies(callback) } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("GitHub is connected")]);
    const path = `${next.baseUrl}/api/v3${world.session.path}/execute`;
    const run = await next.fetch(path, {
      method: "POST",
      headers: { "x-api-key": "ak_1" },
      body: '{"tool_slug":"GITHUB_ME"}',
    });
    expect(await run.json()).toMatchObject({ data: { user: "ada" } });
    await next.close();

    const files = readdirSync(place.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
    expect(files.length).toBeGreaterThan(0);
    expect(world.provider.secrets.size).toBeGreaterThanOrEqual(5);
    const state = callback.searchParams.get("state") ?? "";
    const cookie = person.cookies(callback).split("=")[1] ?? "";
    for (const secret of [...world.provider.secrets, state, cookie]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(bytes.includes(secret)).toBe(false);
    }
  } finally {
    await place.remove();
  }
});
