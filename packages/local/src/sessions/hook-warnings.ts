import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";

type SessionHook = Schemas["SessionHook"];

/** Warns about hooks without a function in the router's `hooks`. They block every call they apply to. */
export function hookWarnings(
  { hooks: functions }: RouterContext,
  hooks: readonly SessionHook[],
): Schemas["SessionWarning"][] {
  return hooks.flatMap((hook) => {
    const needed = functionFor(hook);
    if (functions[needed] !== undefined) return [];
    return [
      {
        code: "HOOK_WITHOUT_FUNCTION",
        message: `The hook ${JSON.stringify(hook.id)} blocks every call it applies to: this router has no hooks.${needed}`,
      },
    ];
  });
}

function functionFor({ type, handler }: SessionHook): "checkCondition" | "beforeExecute" | "afterExecute" {
  if (handler.type === "condition_check") return "checkCondition";
  return type === "before_execute" ? "beforeExecute" : "afterExecute";
}
