import type { RouterContext } from "../router-context.ts";

/** Whether `ask_once` or `ask_once_per_session` was already approved in the session. */
export async function isRemembered({ state }: RouterContext, session: string, subject: string): Promise<boolean> {
  const record = await state.read<readonly string[]>(rememberedKey(session));
  return record?.value.includes(subject) === true;
}

export async function rememberApprovals(
  { state, sessionTTL }: RouterContext,
  session: string,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const found = await state.read<readonly string[]>(rememberedKey(session));
    const all = [...new Set([...(found?.value ?? []), ...subjects])];
    if (await state.replace(rememberedKey(session), found, all, sessionTTL)) return;
  }
  throw new Error(`Too many concurrent approvals in session ${session}`);
}

export async function forgetApprovals({ state }: RouterContext, session: string): Promise<void> {
  await state.delete(rememberedKey(session));
}

const MAX_ATTEMPTS = 100;

function rememberedKey(session: string): string {
  return `approved/${session}`;
}
