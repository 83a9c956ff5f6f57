import { expect, test } from "vitest";
import { Random, tensor } from "#tensor";
import type { Call, Reply, Session } from "#graders/execution/executor.ts";
import { rememberedReplies } from "./remembered.ts";

/** Answers with how many calls it has had. */
function counting(lost = 0): Session & { asked: number } {
  return {
    asked: 0,
    exports: new Map(),
    programs: new Set(),
    console: () => "",
    async call(calls) {
      return calls.map((): Reply => {
        this.asked++;
        if (this.asked <= lost) return { status: "lost", problem: { kind: "grader", message: "The child died." } };
        return { status: "returned", value: this.asked };
      });
    },
  };
}

const call = (...args: Call["args"]): Call => ({ target: "module", name: "f", args });
const values = (replies: readonly Reply[]): unknown[] =>
  replies.map((reply) => (reply.status === "returned" ? reply.value : reply.status));

test("the same call is answered from memory, another is asked", async () => {
  const [owner, session] = [{}, counting()];
  expect(values(await rememberedReplies(owner, session, [call(1), call(2)]))).toEqual([1, 2]);
  expect(values(await rememberedReplies(owner, session, [call(2), call(3), call(1)]))).toEqual([2, 3, 1]);
  expect(session.asked).toBe(3);
});

test("calls differ by a tensor's shape, by a seed, by an argument left out", async () => {
  const session = counting();
  const calls = [
    call(tensor([1, 2])),
    call(tensor([[1, 2]])),
    call(new Random(1)),
    call(new Random(2)),
    call(1),
    call(1, undefined),
    { ...call(1), name: "g" },
    { ...call(1), target: "program" as const },
  ];
  expect(values(await rememberedReplies({}, session, calls))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("each owner has a memory of its own", async () => {
  const session = counting();
  await rememberedReplies({}, session, [call(1)]);
  expect(values(await rememberedReplies({}, session, [call(1)]))).toEqual([2]);
});

test("what was lost is asked again", async () => {
  const [owner, session] = [{}, counting(1)];
  expect(values(await rememberedReplies(owner, session, [call(1)]))).toEqual(["lost"]);
  expect(values(await rememberedReplies(owner, session, [call(1)]))).toEqual([2]);
});

test("the oldest answers make room", async () => {
  const [owner, session] = [{}, counting()];
  for (let index = 0; index < 300; index++) await rememberedReplies(owner, session, [call(index)]);
  await rememberedReplies(owner, session, [call(299), call(0)]);
  expect(session.asked).toBe(301);
});
