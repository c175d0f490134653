import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { must, shown } from "./attack.ts";
import { socketFetch } from "./sockets.ts";
import { asker, type Answer, type Ask } from "./victim.ts";

/** How long another client waits, in milliseconds, before it counts as not served. */
const PATIENCE_MS = 8000;
/** What the router may answer to a hostile request, in characters. */
const MAX_ANSWER = 16_384;

export interface ChildRouter {
  /** The path of a session of the router that runs now. */
  readonly session: () => Promise<string>;
  readonly origin: () => Promise<string>;
  /**
   * Attacks the router while another client asks it something. Throws if that client is not answered, if the router dies,
   * or if it answers at length.
   */
  withstand(
    attack: (ask: (method: string, path: string, given?: Ask) => Promise<Answer>) => Promise<readonly Answer[]>,
  ): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly session: string;
  readonly ended: Promise<string>;
}

/** A router may hang up on who sends more than it takes; whether it lives is seen by another client. */
function unlessCutOff(error: NodeJS.ErrnoException): Answer {
  if (error.code !== "EPIPE" && error.code !== "ECONNRESET") throw error;
  return { status: 0, headers: new Headers(), text: "", body: undefined };
}

/** A router in a process of its own with a small heap. One that an attack has stopped is replaced for the next. */
export function childRouter(programArguments: readonly string[], heapMegabytes: number): ChildRouter {
  let running: Promise<Running> | undefined;
  const start = async (): Promise<Running> => {
    const program = join(import.meta.dirname, "victim-program.ts");
    const options = [
      "--conditions=@tool-router/source",
      "--disable-warning=ExperimentalWarning",
      `--max-old-space-size=${heapMegabytes}`,
    ];
    const child = spawn(process.execPath, [...options, program, ...programArguments], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text) => (complaint += String(text)));
    const ended = new Promise<string>((resolve) => {
      child.once("close", (code, signal) => {
        const [cause] = /FATAL ERROR.*|Error: .*/.exec(complaint) ?? [];
        resolve(`the router died (${signal ?? code}): ${cause ?? shown(complaint)}`);
      });
    });
    const line = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout.setEncoding("utf8").on("data", (chunk) => {
        text += String(chunk);
        if (text.includes("\n")) resolve(text);
      });
      void ended.then((why) => reject(new Error(why)));
    });
    return { child, ended, ...(JSON.parse(line) as { origin: string; session: string }) };
  };
  const current = (): Promise<Running> => (running ??= start());
  const stop = async (): Promise<void> => {
    const stopped = await running?.catch(() => undefined);
    running = undefined;
    stopped?.child.kill("SIGKILL");
    await stopped?.ended;
  };
  return {
    session: async () => (await current()).session,
    origin: async () => (await current()).origin,
    async withstand(attack) {
      const { origin, session, ended } = await current();
      const ask = asker(socketFetch, origin);
      const askHostile: typeof ask = (...request) => ask(...request).catch(unlessCutOff);
      let timer: NodeJS.Timeout | undefined;
      const overdue = new Promise<string>((resolve) => {
        timer = setTimeout(() => resolve(`others were not served within ${PATIENCE_MS} ms`), PATIENCE_MS);
      });
      const attacked = attack(askHostile);
      // It is looked at later.
      attacked.catch(() => undefined);
      // The other client comes when the request is on its way.
      const served = new Promise((resolve) => setImmediate(resolve)).then(async () => {
        const before = await ask("GET", session);
        const answers = await attacked;
        const after = await ask("GET", session);
        must(before.status === 200 && after.status === 200, `others got ${before.status} and ${after.status}`);
        return answers;
      });
      const outcome = await Promise.race([served.catch((error: unknown) => error), ended, overdue]);
      clearTimeout(timer);
      // Also what went wrong with the other client tells of a router that is gone.
      const died = await Promise.race([
        ended,
        new Promise<undefined>((resolve) => setTimeout(resolve, outcome instanceof Error ? 500 : 0)),
      ]);
      if (died !== undefined || typeof outcome === "string" || outcome instanceof Error) {
        void served.catch(() => undefined);
        await stop();
        throw new Error(died ?? (typeof outcome === "string" ? outcome : (outcome as Error).message));
      }
      for (const { status, text } of outcome as readonly Answer[]) {
        must(status < 500, `answered ${status}: ${shown(text)}`);
        // What succeeds may say what was made of it.
        must(status < 400 || text.length <= MAX_ANSWER, `answered ${status} with ${text.length} characters`);
      }
    },
    close: stop,
  };
}
