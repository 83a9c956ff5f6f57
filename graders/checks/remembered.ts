/**
 * Code of ours answers the same call the same way in every grading. So what a known mistake answers is worked out once in a process: where
 * a check trains a network, a class of eight hundred would else have every mistake trained anew for each student that fails it.
 */
import { createHash } from "node:crypto";
import { Random, Tensor } from "#tensor";
import { Encoder } from "#graders/execution/codec/encoder.ts";
import { Opaque, type Call, type Reply, type Session } from "#graders/execution/executor.ts";

const classes = { Tensor, Random, Opaque, objectPrototype: Object.prototype };
const limits = { bytes: 512 * 2 ** 20, nodes: Infinity };
/** The oldest make room. */
const mostForEach = 256;

const remembered = new WeakMap<object, Map<string, Reply>>();

/**
 * @param owner - what the code belongs to: a known mistake, or an exercise for its reference.
 * @param session - that code.
 */
export async function rememberedReplies(owner: object, session: Session, calls: readonly Call[]): Promise<Reply[]> {
  const known = remembered.get(owner) ?? new Map<string, Reply>();
  remembered.set(owner, known);
  const digests = calls.map(digestOf);
  const fresh = calls.filter((_, index) => !known.has(digests[index]!));
  const replies = fresh.length > 0 ? await session.call(fresh) : [];
  let next = 0;
  const all = digests.map((digest) => known.get(digest) ?? replies[next++]!);
  for (const [index, reply] of all.entries()) if (reply.status !== "lost") known.set(digests[index]!, reply);
  for (const digest of known.keys()) {
    if (known.size <= mostForEach) break;
    known.delete(digest);
  }
  return all;
}

function digestOf({ target, name, args }: Call): string {
  const encoder = new Encoder(classes, limits);
  encoder.text(target);
  encoder.text(name);
  encoder.value(args);
  return createHash("sha256").update(encoder.take()).digest("base64");
}
