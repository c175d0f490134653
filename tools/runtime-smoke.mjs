// What every runtime must be able to do with the built package; run by test-runtimes.mjs.

/** @returns {Promise<Record<string, unknown>>} What differs between the runtimes. */
export async function smoke(core, { baseUrl, refusingUrl, apiKey }, options = {}) {
  const {
    createToolRouter,
    isAPIError,
    isConnectionError,
    isTimeoutError,
    isToolRouterError,
    APIError,
    NotFoundError,
  } = core;
  const router = createToolRouter({ apiKey, baseUrl, ...options });
  const session = await router.sessions.create("user_1", { toolkits: ["notes"] });
  check(session.id.startsWith("trs_"), "a session has an id");
  check((await router.sessions.get(session.id)).config.user_id === "user_1", "a session is fetched");

  const tools = await session.tools();
  check(
    tools.some(({ slug }) => slug === "COMPOSIO_SEARCH_TOOLS"),
    "a session has meta tools",
  );
  const found = await session.search("add a note");
  check(JSON.stringify(found).includes("NOTES_ADD"), "search finds the tool");

  const done = await session.execute("NOTES_ADD", { text: "né €" });
  check(done.error === null && done.data.added === "né €", "a tool runs");
  const failed = await session.execute("NOTES_LOSE");
  check(failed.error?.includes("already lost"), "a tool that fails is a value");
  const many = await session.executeMany([{ tool: "NOTES_ADD", arguments: { text: "a" } }, { tool: "NOTES_LOSE" }]);
  check(many.map(({ status }) => status).join() === "ok,tool_error", "a batch settles");

  const refused = await failure(session.execute("NO_SUCH_TOOL"));
  check(refused instanceof APIError && isAPIError(refused), "a refusal is an APIError");
  check(refused.status === 400 && refused.mayHaveRun === false, "a refusal ran nothing");
  check(isToolRouterError(JSON.parse(JSON.stringify(refused))), "an error survives JSON");
  check(!`${refused.stack}${JSON.stringify(refused)}`.includes(apiKey), "no error shows the key");

  const controller = new AbortController();
  const reason = new Error("the user left");
  setTimeout(() => controller.abort(reason), 50);
  check(
    (await failure(session.execute("NOTES_WAIT", {}, { signal: controller.signal }))) === reason,
    "an abort ends it",
  );
  const late = await failure(session.execute("NOTES_WAIT", {}, { timeout: 100 }));
  check(isTimeoutError(late) && late.mayHaveRun, "a timeout ends it, and says that it may have run");

  const lost = await failure(
    createToolRouter({ apiKey, baseUrl: refusingUrl, retry: false, ...options })
      .sessions.use("trs_1")
      .execute("NOTES_ADD"),
  );
  check(isConnectionError(lost), "a connection that is not made is a ConnectionError");

  // A browser hides where a redirect leads: there it is refused, elsewhere followed.
  const moved = await router.tools.get("MOVED").then(
    ({ slug }) => slug === "NOTES_ADD" && "followed",
    (error) => error.status === 0 && "refused",
  );
  check(moved, "a redirect is followed or refused");

  const bytes = new TextEncoder().encode("a file, é");
  let progress = 0;
  await session.files.upload("a.txt", new Blob([bytes]));
  const stream = new Blob([bytes]).stream();
  await session.files.upload("b.txt", stream, { size: bytes.length, onProgress: (sent) => (progress = sent) });
  check(progress === bytes.length, "an upload reports its progress");
  for (const name of ["a.txt", "b.txt"]) {
    check((await (await session.files.download(name)).text()) === "a file, é", `${name} is as it was`);
  }

  // The router refuses bytes that do not have the MD5 that was announced. More than a slice, and no whole block.
  const large = new File([bytes, new Uint8Array(3 * 2 ** 20)], "large.bin");
  const uploaded = await router.uploadToolFile({
    tool: { slug: "NOTES_ADD", toolkit: { slug: "notes" } },
    file: large,
  });
  check(uploaded.name === "large.bin", "a large file for a tool has the MD5 that the router wants");

  check((await session.delete()).deleted, "a session is deleted");
  check((await failure(router.sessions.get(session.id))) instanceof NotFoundError, "and gone");
  return { refusedConnection: lost.mayHaveRun ? "unknown" : "did not run", redirect: moved };
}

function check(holds, what) {
  if (!holds) throw new Error(`Not so: ${what}`);
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It must fail.");
}
