import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStore } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { bentRouter } from "./target.ts";
import { openVictim, otherKey, type Answer, type Victim } from "./victim.ts";

const HOUR_MS = 3_600_000;

interface Presigned {
  readonly mount: string;
  readonly down: string;
  readonly up: string;
}

/** A session with the file `diary.txt`, and an address to read it and one to replace it. */
async function presigned(victim: Victim, user = "alice"): Promise<Presigned> {
  const mount = `${await victim.session(user)}/mounts/files`;
  const file = { mount_relative_path: "diary.txt" };
  const address = async (): Promise<string> =>
    (await victim.ask("POST", `${mount}/upload_url`, { body: { ...file, mimetype: "text/plain" } })).body.upload_url;
  const first = await address();
  await victim.ask("PUT", first, { key: "", body: "dear-diary", headers: { "content-type": "text/plain" } });
  const { body } = await victim.ask("POST", `${mount}/download_url`, { body: file });
  return { mount, down: body.download_url, up: await address() };
}

const put = (victim: Victim, url: string, headers: Record<string, string> = { "content-type": "text/plain" }) =>
  victim.ask("PUT", url, { key: "", body: "overwritten", headers });

async function mustBeUnharmed(victim: Victim, { mount }: Presigned, answer: Answer): Promise<void> {
  must(answer.status >= 400 && answer.status < 500, `answered ${answer.status}: ${shown(answer.text)}`);
  must(!answer.text.includes("dear-diary"), "the answer has the file");
  must(answer.text.length < 8192, `the answer has ${answer.text.length} characters`);
  const { body } = await victim.ask("POST", `${mount}/download_url`, { body: { mount_relative_path: "diary.txt" } });
  must((await victim.ask("GET", body.download_url, { key: "" })).text === "dear-diary", "the file was changed");
}

export const files: AttackClass = {
  title: "presigned URLs and files",
  open: async (target) => {
    const victim = await openVictim(target, { maxFileBytes: 1 << 20 });
    const root = mkdtempSync(join(tmpdir(), "tool-router-attacks-"));
    const onDisk = await openVictim(target, {
      store: sqliteStore(join(root, "state", "router.db")),
      encryptionKey: Buffer.alloc(32, 7).toString("hex"),
    });
    await presigned(onDisk);
    return {
      attacks: [
        ...methodAttacks(victim),
        ...timeAttacks(victim),
        ...tokenAttacks(victim),
        ...contentAttacks(victim),
        ...nameAttacks(victim, "in memory", () => []),
        ...nameAttacks(onDisk, "in SQLite", () => readdirSync(root)),
        ...toolFileAttacks(victim),
      ],
      close: async () => {
        await victim.close();
        await onDisk.close();
        rmSync(root, { recursive: true, force: true });
      },
    };
  },
  mutants: [
    [
      "an upload address reads as well",
      bentRouter(async (request, pass) => {
        const answer = await pass(request);
        const isRead = request.method === "GET" && /\/_local\/files\//.test(request.url) && answer.status === 403;
        return isRead ? new Response("dear-diary") : answer;
      }),
    ],
    [
      "files are served as pages",
      bentRouter(async (request, pass) => {
        const answer = await pass(request);
        answer.headers.delete("content-disposition");
        answer.headers.delete("content-security-policy");
        return answer;
      }),
    ],
    [
      "tokens are read up to the first character that no id has",
      bentRouter((request, pass) =>
        pass(new Request(request.url.replace(/(_local\/files\/ft_\d{6}).*$/, "$1"), request)),
      ),
    ],
  ],
};

function methodAttacks(victim: Victim): Attack[] {
  const wrong = {
    down: ["PUT", "POST", "PATCH", "DELETE", "OPTIONS", "PROPFIND"],
    up: ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "COPY", "MOVE"],
  } as const;
  const overrides = ["x-http-method-override", "x-http-method", "x-method-override"];
  return [
    ...(["down", "up"] as const).flatMap((kind) =>
      wrong[kind].map((method) => ({
        name: `sends ${method} to an address for ${kind === "up" ? "PUT" : "GET"}`,
        run: async () => {
          const file = await presigned(victim);
          const answer = await victim.ask(method, file[kind], {
            key: "",
            ...(/GET|HEAD/.test(method) ? {} : { body: "overwritten" }),
            headers: { "content-type": "text/plain" },
          });
          await mustBeUnharmed(victim, file, answer);
        },
      })),
    ),
    ...overrides.map((header) => ({
      name: `overrides the method by ${header}`,
      run: async () => {
        const file = await presigned(victim);
        const answer = await victim.ask("GET", file.up, { key: "", headers: { [header]: "PUT" } });
        await mustBeUnharmed(victim, file, answer);
        const other = await victim.ask("GET", file.down, { key: "", headers: { [header]: "PUT" } });
        must(other.text === "dear-diary", `answered ${other.status}`);
      },
    })),
  ];
}

function timeAttacks(victim: Victim): Attack[] {
  const later: Record<string, (file: Presigned) => Promise<unknown>> = {
    "an hour later": async () => victim.advance(HOUR_MS),
    "a year later": async () => victim.advance(HOUR_MS * 24 * 365),
    "after its session was deleted": (file) => victim.ask("DELETE", file.mount.replace("/mounts/files", "")),
  };
  return Object.entries(later).flatMap(([when, wait]) =>
    (["down", "up"] as const).map((kind) => ({
      name: `uses an address for ${kind === "up" ? "PUT" : "GET"} ${when}`,
      run: async () => {
        const file = await presigned(victim);
        await wait(file);
        const answer = kind === "up" ? await put(victim, file.up) : await victim.ask("GET", file.down, { key: "" });
        must(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
        must(!answer.text.includes("dear-diary"), "the answer has the file");
      },
    })),
  );
}

function tokenAttacks(victim: Victim): Attack[] {
  const change: Record<string, (token: string) => string> = {
    "its last character changed": (token) => token.slice(0, -1) + (token.endsWith("0") ? "1" : "0"),
    "its first character changed": (token) => `F${token.slice(1)}`,
    "in capitals": (token) => token.toUpperCase(),
    "cut off": (token) => token.slice(0, -1),
    "one character longer": (token) => `${token}0`,
    "followed by a NUL": (token) => `${token}%00`,
    "behind a traversal": (token) => `x%2F..%2F${token}`,
    "followed by a path": (token) => `${token}/diary.txt`,
    "followed by an encoded path": (token) => `${token}%2Fdiary.txt`,
    "encoded twice": (token) => token.replace("_", "%255F"),
    "replaced by a wildcard": () => "*",
    "replaced by a prototype": () => "__proto__",
    "replaced by nothing": () => "%20",
    "replaced by a key of the store": (token) => `grant%2F${token}`,
    "repeated to twelve kilobytes": (token) => token.repeat(1000).slice(0, 12_000),
  };
  const others: Record<string, (victim: Victim, file: Presigned) => Promise<string>> = {
    "a link": async ({ ask, session }) =>
      (await ask("POST", `${await session("alice")}/link`, { body: { toolkit: "vault" } })).body.link_token,
    "a session": async (_, { mount }) => mount.split("/")[3]!,
    "an account": async () => "ca_alice",
    "the file's path": async () => "diary.txt",
  };
  const send = async (file: Presigned, kind: "down" | "up", token: string): Promise<void> => {
    const url = file[kind].replace(/[^/]+$/, token);
    const answer = kind === "up" ? await put(victim, url) : await victim.ask("GET", url, { key: "" });
    await mustBeUnharmed(victim, file, answer);
  };
  return (["down", "up"] as const).flatMap((kind) => [
    ...Object.entries(change).map(([name, spell]) => ({
      name: `uses the token for ${kind === "up" ? "PUT" : "GET"} ${name}`,
      run: async () => {
        const file = await presigned(victim);
        await send(file, kind, spell(file[kind].split("/").at(-1)!));
      },
    })),
    ...Object.entries(others).map(([name, tokenOf]) => ({
      name: `uses the id of ${name} as the token for ${kind === "up" ? "PUT" : "GET"}`,
      run: async () => {
        const file = await presigned(victim);
        await send(file, kind, await tokenOf(victim, file));
      },
    })),
  ]);
}

function contentAttacks(victim: Victim): Attack[] {
  const types = ["text/html", "text/plain; charset=utf-7", "image/svg+xml", "text/plain, text/html", "TEXT/HTML"];
  const pages = ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/javascript"];
  return [
    ...types.map((type) => ({
      name: `uploads ${type} where text/plain was granted`,
      run: async () => {
        const file = await presigned(victim);
        await mustBeUnharmed(victim, file, await put(victim, file.up, { "content-type": type }));
      },
    })),
    {
      name: "uploads more than a file may have",
      run: async () => {
        const file = await presigned(victim);
        const body = "x".repeat((1 << 20) + 1);
        const answer = await victim.ask("PUT", file.up, { key: "", body, headers: { "content-type": "text/plain" } });
        must(answer.status === 413, `answered ${answer.status}`);
        await mustBeUnharmed(victim, file, answer);
      },
    },
    ...pages.map((mimetype) => ({
      name: `has a browser open ${mimetype} as a page of the router`,
      run: async () => {
        const { mount } = await presigned(victim, "mallory");
        const file = { mount_relative_path: "page" };
        const { body } = await victim.ask("POST", `${mount}/upload_url`, { body: { ...file, mimetype } });
        await victim.ask("PUT", body.upload_url, {
          key: "",
          body: "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
          headers: { "content-type": mimetype },
        });
        const { body: down } = await victim.ask("POST", `${mount}/download_url`, { body: file });
        const { headers } = await victim.ask("GET", down.download_url, { key: "" });
        must(headers.get("content-disposition") === "attachment", "it is shown, not saved");
        must(headers.get("content-security-policy")?.includes("sandbox") === true, "it is not sandboxed");
        must(headers.get("x-content-type-options") === "nosniff", "its type is guessed");
        must(headers.get("cache-control")?.includes("no-store") === true, "it is cached");
      },
    })),
  ];
}

const NAMES: Record<string, string> = {
  "the parent": "..",
  "a sibling of the mount": "../other/diary.txt",
  "a step up in the middle": "a/../../diary.txt",
  "an absolute path": "/etc/passwd",
  "a drive": "C:\\windows\\win.ini",
  "a backslash step": "..\\..\\diary.txt",
  "a step behind the sandbox prefix": "/mnt/files/../../etc/passwd",
  "the prefix alone": "/mnt/files/",
  "two slashes": "a//b",
  "a dot": "./diary.txt",
  "a NUL": "diary.txt\u0000.png",
  "a line break": "a\r\nx: y",
  "a bell": "a\u0007b",
  nothing: "",
  "an encoded step": "%2e%2e%2fdiary.txt",
  "a full-width step": "．．／diary.txt",
  "half a surrogate pair": "a\ud800b",
  "a right-to-left override": "exe\u202etxt.gpj",
  "a prototype": "__proto__",
  "a constructor": "constructor/prototype",
  "a name of 1,025 characters": "n".repeat(1025),
  "a name of a megabyte": "n".repeat(1 << 20),
  "a thousand folders": "a/".repeat(1000),
};

function nameAttacks(victim: Victim, where: string, outside: () => string[]): Attack[] {
  return Object.entries(NAMES).map(([name, path]) => ({
    name: `names a file ${name}, with state ${where}`,
    run: async () => {
      const before = outside();
      const file = await presigned(victim);
      const mine = await presigned(victim, "mallory");
      const answers = [
        await victim.ask("POST", `${mine.mount}/upload_url`, {
          body: { mount_relative_path: path, mimetype: "text/plain" },
        }),
        await victim.ask("POST", `${mine.mount}/download_url`, { body: { mount_relative_path: path } }),
        await victim.ask(
          "GET",
          `${mine.mount}/items?mount_relative_prefix=${new URLSearchParams({ p: path.slice(0, 4000) }).toString().slice(2)}`,
        ),
        await victim.ask("POST", `${mine.mount}/delete`, { body: { mount_relative_path: path } }),
      ];
      const address: string | undefined = answers[0]!.body?.upload_url;
      if (address !== undefined) await put(victim, address);
      for (const { status, text } of answers) {
        must(status < 500, `answered ${status}: ${shown(text)}`);
        must(text.length < 8192, `an answer has ${text.length} characters`);
        must(!text.includes("dear-diary"), "an answer has another user's file");
      }
      must(
        JSON.stringify(outside()) === JSON.stringify(before),
        `there are files outside of the state: ${shown(outside())}`,
      );
      const list = await victim.ask("GET", `${file.mount}/items`);
      must(list.body.items.length === 1, `the other session has ${shown(list.body.items)}`);
      const { body } = await victim.ask("POST", `${file.mount}/download_url`, {
        body: { mount_relative_path: "diary.txt" },
      });
      must(
        (await victim.ask("GET", body.download_url, { key: "" })).text === "dear-diary",
        "the other file was changed",
      );
    },
  }));
}

const md5 = createHash("md5").update("overwritten").digest("hex");

/** Files for tools are found by a key that only the uploader should know. */
function toolFileAttacks(victim: Victim): Attack[] {
  const request = async (more: object = {}): Promise<Answer> =>
    victim.ask("POST", "/files/upload/request", {
      body: {
        toolkit_slug: "plain",
        tool_slug: "PLAIN_OPEN_FILE",
        filename: "a.txt",
        mimetype: "text/plain",
        md5: "dead".repeat(8),
        ...more,
      },
    });
  const read = async (key: unknown, caller = ""): Promise<Answer> => {
    const session = await victim.session("mallory", {}, caller === "" ? undefined : caller);
    return victim.ask("POST", `${session}/execute`, {
      ...(caller === "" ? {} : { key: caller }),
      body: {
        tool_slug: "PLAIN_OPEN_FILE",
        arguments: { file: { name: "a", mimetype: "text/plain", s3key: key } },
      },
    });
  };
  const uploaded = async (): Promise<string> => {
    const { body } = await request({ md5 });
    await put(victim, body.new_presigned_url);
    return body.key;
  };
  const keys: Record<string, (key: string) => unknown> = {
    "behind a traversal": (key) => `../${key}`,
    "cut off": (key) => key.slice(0, -1),
    "as the path of a session's file": () => "diary.txt",
    "as an absolute path": () => "/etc/passwd",
    "as a file URL": () => "file:///etc/passwd",
    "as a list": (key) => [[key]],
    "as a prototype": () => "__proto__",
    "in capitals": (key) => key.toUpperCase(),
  };
  return [
    ...Object.entries(keys).map(([name, spell]) => ({
      name: `gives a tool the key of a file ${name}`,
      run: async () => {
        const answer = await read(spell(await uploaded()));
        must(answer.status < 500, `answered ${answer.status}`);
        must(!/overwritten|root:/.test(answer.text), "the tool read it");
        must(answer.text.length < 8192, `the answer has ${answer.text.length} characters`);
      },
    })),
    {
      name: "gives a tool the key of another project's file",
      run: async () => {
        const answer = await read(await uploaded(), otherKey);
        must(!answer.text.includes("overwritten"), "the tool read it");
      },
    },
    {
      name: "uploads bytes that are not those of the MD5",
      run: async () => {
        const { body } = await request();
        const answer = await put(victim, body.new_presigned_url);
        must(answer.status === 400, `answered ${answer.status}`);
        must(!(await read(body.key)).text.includes("overwritten"), "the tool read it");
      },
    },
    ...["../../evil.txt", "a\r\nset-cookie: x", "<script>.txt", "n".repeat(1 << 20), "\u0000"].map((filename) => ({
      name: `uploads a tool's file called ${JSON.stringify(filename.slice(0, 20))}`,
      run: async () => {
        const answer = await request({ filename, md5 });
        must(answer.status < 500 && answer.text.length < 8192, `answered ${answer.status}, ${answer.text.length} long`);
        const address: string | undefined = answer.body?.new_presigned_url;
        must(address === undefined || /^https?:\/\/[^\s<]+$/.test(address), `the address is ${shown(address)}`);
      },
    })),
  ];
}
