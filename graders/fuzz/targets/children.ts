/** A child that answers with damaged frames in place of the harness: what the executor makes of it. */
import type { Random } from "#tensor";
import { defaultLimits, type ExerciseSource, type Problem } from "#graders/execution/executor.ts";
import { isolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import { removals } from "../minimise.ts";
import { pick } from "../mutate/bytes.ts";
import { answers, askedInCall, askedInModule } from "../programs/program.ts";
import { Violation, type Target } from "../target.ts";
import { framed, oddMessage, recordedMessages } from "./messages.ts";

interface Answer {
  readonly to: "load" | "call";
  readonly bytes: Uint8Array;
}

const longestMessage = 2000;

const target: Target<Answer> = {
  name: "children",
  rule: "Whatever bytes a child answers a load or a call with, it ends in a reply or a problem that is said in a sentence.",
  cases: 1000,
  async open() {
    const recorded = await recordedMessages();
    return {
      draw: (random) => drawAnswer(random, recorded),
      judge: async (answer) => [await outcomeOf(answer)],
      *smaller({ to, bytes }) {
        for (const fewer of removals(bytes)) yield { to, bytes: fewer };
      },
      written: ({ to, bytes }) => JSON.stringify({ to, hex: Buffer.from(bytes.subarray(0, 4000)).toString("hex") }),
    };
  },
};
export default target;

function drawAnswer(random: Random, recorded: readonly Uint8Array[]): Answer {
  const frames = Array.from({ length: random.integer(1, 4) }, () => {
    const body = random.integer(0, 3) === 0 ? pick(random, recorded) : oddMessage(random, recorded);
    return framed(body, random.integer(0, 8) === 0 ? pick(random, [0, 3, 2 ** 31, 2 ** 32 - 1]) : body.length);
  });
  return { to: random.integer(0, 5) === 0 ? "load" : "call", bytes: Buffer.concat(frames) };
}

async function outcomeOf({ to, bytes }: Answer): Promise<string> {
  const executor = isolatedExecutor({ program: answers, limits: { ...defaultLimits, cpuSeconds: 1 } });
  try {
    const text = to === "load" ? askedInModule(bytes) : "export {};\n";
    const source: ExerciseSource = { id: "99-fuzz/case", modules: new Map([["case.ts", text]]), entry: "case.ts" };
    const loaded = await executor.load(source);
    if (loaded.status === "broken") return `${to}: ${said(loaded.problem)}`;
    const calls = [{ target: "module", name: "f", args: [askedInCall(bytes)] }] as const;
    const replies = await loaded.session.call(calls);
    if (replies.length !== 1) throw new Violation(`${replies.length} replies to one call`);
    const [reply] = replies;
    return `${to}: ${reply!.status === "returned" ? "returned" : said(reply!.problem)}`;
  } finally {
    await executor.close();
  }
}

/** The kind of a problem that is a sentence. */
export function said({ kind, message }: Problem): string {
  if (message.length > longestMessage) throw new Violation(`a ${kind} problem has ${message.length} characters`);
  if (!/\S.*[.!?…]$/su.test(message))
    throw new Violation(`a ${kind} problem is no sentence: ${JSON.stringify(message)}`);
  return kind;
}
