import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, type Fetch, ToolRouterError, type ToolRouterOptions } from "../index.ts";
import { fetches } from "../testing/fetches.ts";
import { json, stubFetch, type Seen } from "../testing/stub-fetch.ts";

const apiKey = "ak_secret_123";
const store = "https://store.example/bucket/report.txt?signature=s3cret";
const uploadUrl = json(
  {
    upload_url: store,
    mount_relative_path: "a/report.txt",
    sandbox_mount_prefix: "/mnt/files",
    expires_at: "2026-01-01T00:00:00Z",
  },
  { status: 201 },
);
const downloadUrl = json(
  {
    download_url: store,
    mount_relative_path: "a/report.txt",
    sandbox_mount_prefix: "/mnt/files",
    expires_at: "2026-01-01T00:00:00Z",
  },
  { status: 201 },
);

/** A router that hands out addresses, and a file store that keeps what it is sent. */
function routerAndStore(answer: () => Response = () => new Response(null, { status: 200 }), url = uploadUrl) {
  const stored: { headers: Headers; bytes: Uint8Array; init: RequestInit }[] = [];
  const { fetch: api, seen } = stubFetch(url);
  const fetch: Fetch = async (address, init) => {
    if (!address.startsWith("https://store.example/")) return api(address, init);
    const bytes = new Uint8Array(await new Response(init.body).arrayBuffer());
    stored.push({ headers: new Headers(init.headers), bytes, init });
    return answer();
  };
  const router = createToolRouter({ apiKey, fetch, headers: { "x-gateway": "g" } });
  return { router, files: router.sessions.use("trs_1").files, stored, seen };
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const streamOf = (...parts: string[]): ReadableStream<Uint8Array> => new Blob(parts).stream();

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("an upload", () => {
  test.each<[string, Parameters<ReturnType<typeof routerAndStore>["files"]["upload"]>[1], object, string]>([
    ["a text", "hello", {}, "application/octet-stream"],
    ["bytes", new TextEncoder().encode("hello"), { mimetype: "text/plain" }, "text/plain"],
    ["a buffer", new TextEncoder().encode("hello").buffer, {}, "application/octet-stream"],
    ["a blob", new Blob(["hello"], { type: "text/markdown" }), {}, "text/markdown"],
    ["a stream", streamOf("hel", "lo"), { size: 5 }, "application/octet-stream"],
  ])("sends %s to the presigned URL without a credential", async (_, content, options, mimetype) => {
    const { files, stored, seen } = routerAndStore();
    expect(await files.upload("a/report.txt", content, options)).toEqual({
      path: "a/report.txt",
      sandboxPath: "/mnt/files/a/report.txt",
    });
    expect(seen[0]!.url).toMatch(/\/session\/trs_1\/mounts\/files\/upload_url$/);
    expect(JSON.parse(seen[0]!.body!)).toEqual({ mount_relative_path: "a/report.txt", mimetype });
    const [{ headers, bytes, init }] = stored as [(typeof stored)[0]];
    expect(text(bytes)).toBe("hello");
    expect(init.method).toBe("PUT");
    expect(headers.get("content-type")).toBe(mimetype);
    expect([...headers].flat().join()).not.toMatch(/ak_secret|x-gateway/);
  });

  test("reports the number of bytes read", async () => {
    const { files } = routerAndStore();
    const progress: number[] = [];
    const twice = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(3));
        controller.enqueue(new Uint8Array(4));
        controller.close();
      },
    });
    await files.upload("a", twice, { size: 7, onProgress: (bytes) => progress.push(bytes) });
    expect(progress).toEqual([3, 7]);
    await files.upload("a", new Blob(["12345"]), { onProgress: (bytes) => progress.push(bytes) });
    expect(progress.at(-1)).toBe(5);
  });

  test("rejects a stream longer or shorter than its size", async () => {
    const { files } = routerAndStore();
    await expect(files.upload("a", streamOf("hello"), { size: 4 })).rejects.toThrow(
      /has at least 5 bytes\. Its size option is 4/,
    );
    await expect(files.upload("a", streamOf("hello"), { size: 6 })).rejects.toThrow(
      /has 5 bytes\. Its size option is 6/,
    );
  });

  test.each([undefined, Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])("rejects a stream of size %o", async (size) => {
    const { files, seen } = routerAndStore();
    await expect(files.upload("a", streamOf("hello"), { size })).rejects.toThrow(
      `A stream needs the option size, a whole number of bytes. Got ${size}.`,
    );
    expect(seen).toEqual([]);
  });

  test("rejects content of another type before anything is sent", async () => {
    const { files, seen } = routerAndStore();
    const { router } = routerAndStore();
    const wrong: unknown[] = [Readable.from(["hello"]), Promise.resolve("hello"), [1, 2, 3], undefined, null, 5, {}];
    for (const content of wrong) {
      await expect(files.upload("a", content as never, { size: 5 })).rejects.toThrow(
        /^Expected a string, bytes, a Blob or a ReadableStream\. Convert .* with Readable\.toWeb\.$/,
      );
      const tool = { slug: "A_TOOL", toolkit: { slug: "app" } };
      await expect(router.uploadToolFile({ tool, file: content as never, name: "a" })).rejects.toThrow(/^Expected/);
      await expect(router.uploadToolFile({ tool, file: streamOf("a") as never, name: "a" })).rejects.toThrow(
        /does not accept a stream/,
      );
    }
    expect(seen).toEqual([]);
    await files.upload("a", new DataView(new ArrayBuffer(3)) as never);
  });

  test("rejects with the store's error when it stops reading a stream early", async () => {
    const { fetch: api } = stubFetch(uploadUrl);
    const fetch: Fetch = async (address, init) => {
      if (!address.startsWith("https://store.example/")) return api(address, init);
      const reader = (init.body as ReadableStream).getReader();
      await reader.read();
      // The stream waits for more by now, and has seen its end when the answer comes.
      await nextTurn();
      await reader.cancel();
      await nextTurn();
      return new Response("no", { status: 403 });
    };
    const slow = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(3)) });
    const { files } = createToolRouter({ apiKey, fetch }).sessions.use("trs_1");
    await expect(files.upload("a", slow, { size: 5 })).rejects.toMatchObject({ name: "PermissionDeniedError" });
  });

  test("for a tool requires the tool and its toolkit", async () => {
    const { router, seen } = routerAndStore();
    for (const tool of ["A_TOOL", undefined, { slug: "A_TOOL" }]) {
      await expect(router.uploadToolFile({ tool: tool as never, file: new Blob(["a"]), name: "a" })).rejects.toThrow(
        "uploadToolFile needs the tool: a Tool, or { slug, toolkit: { slug } }.",
      );
    }
    expect(seen).toEqual([]);
  });

  test("rejects with the caller's own error when the content fails", async () => {
    const { files, stored } = routerAndStore();
    const broken = new Error("the disk is gone");
    const failing = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(broken) });
    await expect(files.upload("a", failing, { size: 5 })).rejects.toBe(broken);
    const onProgress = (): never => {
      throw broken;
    };
    await expect(files.upload("a", new Blob(["hello"]), { onProgress })).rejects.toBe(broken);
    const words = new ReadableStream({ start: (controller) => controller.enqueue("hello") });
    await expect(files.upload("a", words as never, { size: 5 })).rejects.toThrow(/must be Uint8Array/);
    expect(stored).toEqual([]);
  });

  test.each(fetches)("streams with a length over a real connection, by $name", async ({ fetch: real }) => {
    const received: { length: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        received.push({ length: request.headers["content-length"], body });
        response.end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/put`;
    const { fetch: api } = stubFetch(
      json({ upload_url: url, mount_relative_path: "a", sandbox_mount_prefix: "/mnt/files", expires_at: "" }),
    );
    const fetch: Fetch = (address, init) => (address === url ? real(address, init) : api(address, init));
    await createToolRouter({ apiKey, fetch, allowInsecureHttp: true })
      .sessions.use("trs_1")
      .files.upload("a", streamOf("hel", "lo"), { size: 5 });
    expect(received).toEqual([{ length: "5", body: "hello" }]);
    server.close();
  });

  test("reads a stream to its end first when fetch cannot stream, within the same limits", async () => {
    // Such a runtime makes a text of a stream.
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(url: string) {
          super(url, { headers: { "content-type": "text/plain" } });
        }
      },
    );
    const { files, stored } = routerAndStore();
    await files.upload("a", streamOf("hel", "lo"), { size: 5 });
    expect(stored[0]!.init.body).toBeInstanceOf(Blob);
    expect(text(stored[0]!.bytes)).toBe("hello");

    vi.useFakeTimers();
    const cancelled: unknown[] = [];
    const endless = (): ReadableStream<Uint8Array> =>
      new ReadableStream({ cancel: (reason) => void cancelled.push(reason) });
    const controller = new AbortController();
    const aborted = files
      .upload("a", endless(), { size: 5, signal: controller.signal })
      .catch((error: unknown) => error);
    const late = files.upload("a", endless(), { size: 5, timeout: 1000 }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort("enough");
    expect(await aborted).toBe("enough");
    await vi.advanceTimersByTimeAsync(1000);
    expect(await late).toMatchObject({ name: "TimeoutError", timeout: 1000, method: "PUT" });
    expect(cancelled).toHaveLength(2);
    expect(stored).toHaveLength(1);
  });

  test("needs only a URL from the router", async () => {
    const { files } = routerAndStore(undefined, json({ upload_url: store }));
    expect(await files.upload("a/b.txt", "x")).toEqual({ path: "a/b.txt", sandboxPath: "/mnt/files/a/b.txt" });
  });

  test("rejects with the store's error, without the signature", async () => {
    const { files } = routerAndStore(() => new Response("<Error>SignatureDoesNotMatch</Error>", { status: 403 }));
    const error = await files.upload("a", "x").catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "PermissionDeniedError",
      method: "PUT",
      path: "/bucket/report.txt",
      status: 403,
    });
    expect((error as Error).message).toContain("SignatureDoesNotMatch");
    expect(JSON.stringify(error)).not.toContain("s3cret");
  });

  test("ends when the caller aborts, and after its timeout", async () => {
    const { fetch: api } = stubFetch(uploadUrl);
    const signals: AbortSignal[] = [];
    const fetch: Fetch = (address, init) => {
      if (!address.startsWith("https://store.example/")) return api(address, init);
      signals.push(init.signal!);
      return new Promise(() => {});
    };
    const { files } = createToolRouter({ apiKey, fetch }).sessions.use("trs_1");
    const controller = new AbortController();
    const aborted = files.upload("a", "x", { signal: controller.signal }).catch((reason: unknown) => reason);
    await vi.waitUntil(() => signals.length > 0);
    controller.abort("enough");
    expect(await aborted).toBe("enough");
    expect(signals[0]!.aborted).toBe(true);

    vi.useFakeTimers();
    const late = files.upload("a", "x", { timeout: 1000 }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await late).toMatchObject({ kind: "TimeoutError", timeout: 1000, mayHaveRun: true });
  });
});

describe("a download", () => {
  test("returns a response with a stream", async () => {
    const { files, stored } = routerAndStore(
      () => new Response("the file", { headers: { "content-type": "text/plain" } }),
      downloadUrl,
    );
    const response = await files.download("a/report.txt");
    expect(response.body).toBeInstanceOf(ReadableStream);
    expect(await response.text()).toBe("the file");
    expect(stored[0]!.headers.get("x-api-key")).toBeNull();
  });

  test.each(fetches)("ends in the middle when the caller aborts, by $name", async ({ fetch: real }) => {
    const server = createServer((_, response) => void response.write("the first part")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/get`;
    const { fetch: api } = stubFetch(json({ download_url: url }));
    const fetch: Fetch = (address, init) => (address === url ? real(address, init) : api(address, init));
    const controller = new AbortController();
    const { files } = createToolRouter({ apiKey, fetch, allowInsecureHttp: true }).sessions.use("trs_1");
    const reader = (await files.download("a", { signal: controller.signal })).body!.getReader();
    await reader.read();
    const rest = reader.read().catch((reason: unknown) => reason);
    controller.abort(new Error("enough"));
    expect(await rest).toBeInstanceOf(Error);
    server.closeAllConnections();
    server.close();
  });

  test("of a missing file throws", async () => {
    const { files } = routerAndStore(() => new Response("", { status: 404 }), downloadUrl);
    await expect(files.download("a")).rejects.toMatchObject({ name: "NotFoundError", mayHaveRun: false });
  });
});

test("lists files of all pages, optionally below a folder, and deletes files", async () => {
  const item = (path: string) => ({
    mount_relative_path: path,
    sandbox_mount_prefix: "/mnt/files",
    size: 1,
    last_modified: "",
  });
  const { fetch, seen } = stubFetch(
    json({ items: [item("a/1")], next_cursor: "c2" }),
    json({ items: [item("a/2")] }),
    json({ mount_relative_path: "a/1", sandbox_mount_prefix: "/mnt/files" }),
  );
  const { files } = createToolRouter({ apiKey, fetch }).sessions.use("trs_1");
  const found: string[] = [];
  for await (const { mount_relative_path: path } of files.list({ folder: "a", pageSize: 1 })) found.push(path);
  expect(found).toEqual(["a/1", "a/2"]);
  await files.delete("a/1");
  const address = ({ method, url }: Seen) => `${method} ${url.replace(/.*\/mounts\//, "")}`;
  expect(seen.map(address)).toEqual([
    "GET files/items?mount_relative_prefix=a&limit=1",
    "GET files/items?mount_relative_prefix=a&limit=1&cursor=c2",
    "POST files/delete",
  ]);
});

test("lists files up to a limit, without an extra request", async () => {
  const { fetch, seen } = stubFetch(json({ items: [{}, {}, {}], next_cursor: "c2" }));
  const { files } = createToolRouter({ apiKey, fetch }).sessions.use("trs_1");
  let found = 0;
  for await (const _ of files.list({ limit: 2 })) found++;
  expect([found, seen.length]).toEqual([2, 1]);
});

describe("a file for a tool", () => {
  const tool = { slug: "DRIVE_UPLOAD", toolkit: { slug: "drive" } };
  const request = (backend: string) =>
    json({ id: "f1", key: "key/1", new_presigned_url: store, metadata: { storage_backend: backend } });

  test("requests an upload with a checksum, stores the file, and returns the argument", async () => {
    const { router, stored, seen } = routerAndStore(undefined, request("s3"));
    const file = new File(["hello"], "hello.txt", { type: "text/plain" });
    expect(await router.uploadToolFile({ tool, file })).toEqual({
      name: "hello.txt",
      mimetype: "text/plain",
      s3key: "key/1",
    });
    expect(JSON.parse(seen[0]!.body!)).toEqual({
      toolkit_slug: "drive",
      tool_slug: "DRIVE_UPLOAD",
      filename: "hello.txt",
      mimetype: "text/plain",
      md5: createHash("md5").update("hello").digest("hex"),
    });
    expect(text(stored[0]!.bytes)).toBe("hello");
    expect(stored[0]!.headers.get("x-ms-blob-type")).toBeNull();
  });

  test("sends Azure's header, and requires a name", async () => {
    const { router, stored } = routerAndStore(undefined, request("azure_blob_storage"));
    await router.uploadToolFile({ tool, file: new Uint8Array([1]), name: "one.bin" });
    expect(stored[0]!.headers.get("x-ms-blob-type")).toBe("BlockBlob");
    await expect(router.uploadToolFile({ tool, file: new Uint8Array([1]) })).rejects.toThrow(/needs the option name/);
  });
});

describe("a presigned URL from the router", () => {
  const transfers = (url: unknown, options: ToolRouterOptions = {}) => {
    const answer = json({ upload_url: url, download_url: url, new_presigned_url: url, key: "k" });
    const { fetch, seen } = stubFetch(answer, () => new Response("text"));
    const router = createToolRouter({ apiKey, fetch, ...options });
    const { files } = router.sessions.use("trs_1");
    const tool = { slug: "A_TOOL", toolkit: { slug: "a" } };
    return {
      seen,
      "files.upload": () => files.upload("a.txt", "text"),
      "files.download": () => files.download("a.txt"),
      uploadToolFile: () => router.uploadToolFile({ tool, file: new Uint8Array(1), name: "a" }),
    };
  };
  const operations = ["files.upload", "files.download", "uploadToolFile"] as const;

  test.each<[string, unknown, string]>([
    ["a malformed one", "store.example?signature=s3cret", "it is invalid, not https:; see allowInsecureHttp."],
    ["an empty one", "", "it is invalid, not https:; see allowInsecureHttp."],
    ["a number", 5, "it is invalid, not https:; see allowInsecureHttp."],
    ["data:", "data:text/plain,s3cret", "it is data:, not https:; see allowInsecureHttp."],
    ["file:", "file:///etc/passwd?s3cret", "it is file:, not https:; see allowInsecureHttp."],
    ["blob:", "blob:https://store.example/s3cret", "it is blob:, not https:; see allowInsecureHttp."],
    ["plain http", "http://store.example/a?s3cret", "it is http://store.example, not https:; see allowInsecureHttp."],
    ["this machine", "http://127.0.0.1:6379/?s3cret", "it is http://127.0.0.1, not https:; see allowInsecureHttp."],
    ["credentials", "https://user:s3cret@store.example/", "it contains a password."],
  ])("is rejected: %s", async (_, url, problem) => {
    for (const operation of operations) {
      const { seen, [operation]: transfer } = transfers(url);
      const error = (await transfer().catch((reason: unknown) => reason)) as Error;
      expect(error).toBeInstanceOf(ToolRouterError);
      expect(error.message).toContain(`${operation} got a presigned URL that is not allowed: ${problem}`);
      expect(JSON.stringify([error, error.stack])).not.toContain("s3cret");
      expect(seen).toHaveLength(1);
    }
  });

  test.each([
    "169.254.169.254",
    "169.254.170.2",
    "2852039166",
    "0xa9.0xfe.0xa9.0xfe",
    "169.254.169.254.",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[::ffff:169.254.169.254]",
    "metadata.google.internal",
    "METADATA.google.internal.",
    "metadata",
    "100.100.100.200",
  ])("never leads to %s", async (host) => {
    for (const scheme of ["http", "https"]) {
      const options = { baseUrl: "http://127.0.0.1:1", allowInsecureHttp: true };
      for (const operation of operations) {
        const { seen, [operation]: transfer } = transfers(`${scheme}://${host}/latest/meta-data?s3cret`, options);
        await expect(transfer()).rejects.toThrow("is link-local or a metadata service.");
        expect(seen).toHaveLength(1);
      }
    }
  });

  test.each<[string, string, ToolRouterOptions]>([
    ["this machine, for a router on it", "http://localhost:9000/a?x=1", { baseUrl: "http://127.0.0.1:1" }],
    ["plain http, if it is allowed", "http://minio:9000/a?x=1", { allowInsecureHttp: true }],
    ["a private network over https", "https://10.0.0.5/a?x=1", {}],
    ["a host that only begins like one", "https://metadata.store.example/a?x=1", {}],
  ])("may lead to %s", async (_, url, options) => {
    for (const operation of operations) {
      const { seen, [operation]: transfer } = transfers(url, options);
      await transfer();
      expect(seen.map((request) => request.url).at(-1)).toBe(url);
    }
  });

  test("is not followed to another origin", async () => {
    for (const operation of operations) {
      const { fetch, seen } = stubFetch(
        json({ upload_url: store, download_url: store, new_presigned_url: store, key: "k" }),
        () => new Response(null, { status: 307, headers: { location: "http://169.254.169.254/" } }),
      );
      await expect(transfers(store, { fetch })[operation]()).rejects.toThrow("is not followed");
      expect(seen).toHaveLength(2);
    }
  });
});
