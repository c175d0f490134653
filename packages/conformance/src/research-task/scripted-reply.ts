import type { ModelRequest, Reply, Turn } from "./conversation.ts";
import { CannotGoOn } from "./ask.ts";
import { researchScript } from "./research-script.ts";

/**
 * Answers as a model that follows the research script. It keeps nothing between two requests: the script
 * starts over each time and is given what the conversation holds, up to where there is no answer yet.
 */
export function scriptedReply({ tools, turns }: ModelRequest): Reply {
  const said = turns.flatMap((turn) => (turn.role === "user" ? [turn.text] : []));
  const answers = answersById(turns);
  const [task = "", ...replies] = said;
  try {
    const script = researchScript(task, tools);
    let calls = 0;
    let step = script.next();
    while (step.done !== true) {
      const move = step.value;
      let answer: string[];
      if (move.say === undefined) {
        const numbered = move.calls.map((call) => ({ id: `call_${++calls}`, ...call }));
        const texts = numbered.map(({ id }) => answers.get(id));
        if (texts.every((text) => text === undefined)) return { calls: numbered };
        answer = texts.map((text, index) => text ?? fail(`${numbered[index]!.id} was not answered`));
      } else {
        const reply = replies.shift();
        if (reply === undefined) return { text: move.say };
        answer = [reply];
      }
      step = script.next(answer);
    }
    return { text: step.value };
  } catch (error) {
    // A model does not crash: it says what is missing.
    if (error instanceof CannotGoOn) return { text: `I cannot go on: ${error.message}` };
    throw error;
  }
}

function answersById(turns: readonly Turn[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const turn of turns) {
    if (turn.role !== "tool") continue;
    if (answers.has(turn.callId)) fail(`${turn.callId} was answered twice`);
    answers.set(turn.callId, turn.text);
  }
  return answers;
}

function fail(message: string): never {
  throw new Error(`A model's API would refuse this conversation: ${message}`);
}
