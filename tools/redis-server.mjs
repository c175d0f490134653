// A Redis of its own for tests: on a free port of this machine, with nothing kept. `TEST_REDIS_URL` says where it is.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts the server if it is installed and none was given, and gives what ends it. With `REQUIRE_REDIS` it has to be installed. */
async function startRedis() {
  if (process.env.TEST_REDIS_URL) return () => {};
  if (spawnSync("redis-server", ["--version"]).status !== 0) {
    const missing = "there is no redis-server (Debian: apt-get install redis-server)";
    if (process.env.REQUIRE_REDIS) throw new Error(`REQUIRE_REDIS is set, but ${missing}`);
    console.log(`The tests with Redis are skipped: ${missing}`);
    return () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort();
    const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no" };
    const child = spawn(
      "redis-server",
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const isReady = await new Promise((resolve) => {
      child.stdout.setEncoding("utf8").on("data", (text) => {
        if (text.includes("Ready to accept connections")) resolve(true);
      });
      void ended.then(() => resolve(false));
    });
    if (!isReady) continue;
    // The server ends with this process.
    const end = () => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    };
    process.once("exit", end);
    process.env.TEST_REDIS_URL = `redis://127.0.0.1:${port}`;
    return async () => {
      process.off("exit", end);
      end();
      await ended;
      delete process.env.TEST_REDIS_URL;
    };
  }
  throw new Error("redis-server does not start: run it by hand to see why");
}

/** Vitest calls it before the tests, and what it gives afterwards. */
export default startRedis;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
