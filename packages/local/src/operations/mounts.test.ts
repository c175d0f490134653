import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

type Page = Schemas["MountItemsPage"] & Schemas["Error"];

const open = async () => {
  const router = testRouter({ maxFileBytes: 1000, projects: [{ id: "proj_2", apiKey: "ak_2" }] });
  const session = await router.session();
  const mount = (id = session.session_id) => `/tool_router/session/${id}/mounts/files`;
  const upload = (path: string, mimetype?: string) =>
    router.request<Schemas["UploadUrlResponse"] & Schemas["Error"]>("POST", `${mount()}/upload_url`, {
      mount_relative_path: path,
      ...(mimetype === undefined ? {} : { mimetype }),
    });
  const download = (path: string) =>
    router.request<Schemas["DownloadUrlResponse"] & Schemas["Error"]>("POST", `${mount()}/download_url`, {
      mount_relative_path: path,
    });
  const put = async (url: string, body: string | Uint8Array, type = "text/plain") =>
    (await router.fetch(url, { method: "PUT", body, headers: { "content-type": type } })).status;
  const write = async (path: string, body: string | Uint8Array) => put((await upload(path)).body.upload_url, body);
  const list = async (query = "") => (await router.request<Page>("GET", `${mount()}/items${query}`)).body;
  const remove = async (path: string) =>
    (await router.request("POST", `${mount()}/delete`, { mount_relative_path: path })).status;
  return { router, session, mount, upload, download, put, write, list, remove };
};
const names = ({ items }: Page) => items.map((item) => item.mount_relative_path);

describe("a mount", () => {
  test("uploads, downloads and deletes files", async () => {
    const { router, upload, download, put, list, remove } = await open();
    const { status, body } = await upload("reports/may.csv", "text/csv");
    expect([status, body]).toEqual([
      201,
      {
        upload_url: expect.stringMatching(/^http:\/\/tool-router\.localhost\/_local\/files\/ft_/),
        mount_relative_path: "reports/may.csv",
        sandbox_mount_prefix: "/mnt/files",
        expires_at: "2026-01-01T01:00:00.000Z",
      },
    ]);
    expect(await put(body.upload_url, "a,b", "text/csv")).toBe(200);
    expect(await list()).toEqual({
      items: [
        {
          mount_relative_path: "reports/may.csv",
          sandbox_mount_prefix: "/mnt/files",
          size: 3,
          last_modified: "2026-01-01T00:00:00.000Z",
        },
      ],
    });
    const { status: made, body: source } = await download("/mnt/files/reports/may.csv");
    expect([made, source.mount_relative_path]).toEqual([201, "reports/may.csv"]);
    const file = await router.fetch(source.download_url);
    expect([file.status, file.headers.get("content-type"), await file.text()]).toEqual([200, "text/csv", "a,b"]);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-disposition": "attachment",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect([await remove("reports/may.csv"), await remove("reports/may.csv")]).toEqual([200, 200]);
    expect((await router.fetch(source.download_url)).status).toBe(404);
    expect((await download("reports/may.csv")).body.error.code).toBe(4313);
  });

  test("lists folders, in pages", async () => {
    const { write, list, remove } = await open();
    for (const path of ["b", "a/2", "a/1", "ab/1"]) await write(path, "x");
    expect(names(await list())).toEqual(["a/1", "a/2", "ab/1", "b"]);
    expect(names(await list("?mount_relative_prefix=a/"))).toEqual(["a/1", "a/2"]);
    const first = await list("?limit=3");
    expect(names(first)).toEqual(["a/1", "a/2", "ab/1"]);
    const second = await list(`?limit=3&cursor=${first.next_cursor}`);
    expect([names(second), "next_cursor" in second]).toEqual([["b"], false]);
    expect((await list("?cursor=%24")).error.code).toBe(10400);
    expect(await remove("a")).toBe(200);
    expect(names(await list())).toEqual(["ab/1", "b"]);
  });

  test.each(["/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", "a\u0000b", "x".repeat(1025)])(
    "rejects the path %j",
    async (path) => {
      const { upload, download, remove } = await open();
      const answers = [(await upload(path)).status, (await download(path)).status, await remove(path)];
      expect(answers).toEqual([400, 400, 400]);
    },
  );

  test("is the only one of its session and is deleted with it", async () => {
    const { router, session, mount, upload, write, list } = await open();
    await write("kept", "x");
    const other = await router.session();
    expect((await router.request<Page>("GET", `${mount(other.session_id)}/items`)).body.items).toEqual([]);
    expect((await router.request("GET", `${session.path}/mounts/other/items`)).body.error).toMatchObject({
      code: 4313,
      status: 404,
    });
    const { upload_url: url } = (await upload("late")).body;
    await router.request("DELETE", session.path);
    expect((await router.fetch(url, { method: "PUT", body: "x" })).status).toBe(403);
    expect((await list()).error.code).toBe(4303);
  });
});

describe("a presigned URL", () => {
  test("is valid for one method, one path, one type and one hour", async () => {
    const { router, upload, download, put, write } = await open();
    const { upload_url: url } = (await upload("a", "text/plain")).body;
    expect((await router.fetch(url)).status).toBe(403);
    expect(await put(url, "x", "text/html")).toBe(403);
    expect(await put(`${url}x`, "x")).toBe(403);
    expect(await put(url, "x".repeat(1001))).toBe(413);
    expect(await put(url, "first")).toBe(200);
    await write("b", "second");
    const source = (await download("a")).body.download_url;
    expect(await (await router.fetch(source)).text()).toBe("first");
    expect(await put(source, "x")).toBe(403);
    expect((await router.fetch(source, { method: "DELETE" })).status).toBe(404);
    router.clock.advance(60 * 60_000);
    expect([await put(url, "x"), (await router.fetch(source)).status]).toEqual([403, 403]);
  });

  test("accepts any bytes without a credential", async () => {
    const { router, upload, download } = await open();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { upload_url: url } = (await upload("bytes")).body;
    const sent = await router.fetch(url, { method: "PUT", body: bytes, headers: { "x-api-key": "ak_wrong" } });
    expect([sent.status, sent.headers.has("x-request-id")]).toEqual([200, true]);
    const file = await router.fetch((await download("bytes")).body.download_url);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
  });
});
