import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A private Redis server that a test may stop. Needs `redis-server`: skip the test without `redisUrl`. */
export interface OwnRedis {
  readonly url: string;
  /** Suspends the process. Connections stay open and get no response. */
  freeze(): void;
  /** Resumes a suspended process. */
  thaw(): void;
  end(): Promise<void>;
}

/** Starts a server. `settings` are those of redis.conf. Default port: a free one. */
export async function ownRedis(settings: Record<string, string> = {}, port?: number): Promise<OwnRedis> {
  const folder = mkdtempSync(join(tmpdir(), "own-redis-"));
  const chosen = port ?? (await freePort());
  const all = { port: String(chosen), bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", ...settings };
  const child = spawn(
    "redis-server",
    Object.entries(all).flatMap(([name, value]) => [`--${name}`, ...value.split(" ")]),
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ready to accept connections")) resolve();
    });
    child.once("exit", () => {
      reject(new Error("redis-server did not start"));
    });
  });
  return {
    url: `redis://127.0.0.1:${chosen}`,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    end: async () => {
      kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
