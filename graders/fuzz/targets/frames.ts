/** Damaged messages through the reader of frames and of messages, and what they say on to where values are shown and compared. */
import { Tensor, type Random } from "#tensor";
import { compare } from "#graders/checks/compare.ts";
import { CodecError, messageLimits } from "#graders/execution/codec/format.ts";
import { FrameReader } from "#graders/execution/isolated/frames.ts";
import { readMessage, type Message } from "#graders/execution/isolated/messages.ts";
import { preview } from "#graders/result/preview.ts";
import { removals } from "../minimise.ts";
import { pick } from "../mutate/bytes.ts";
import { Violation, type Target } from "../target.ts";
import { framed, oddMessage, recordedMessages } from "./messages.ts";

const longestWords = 50_000;

export interface Stream {
  readonly bytes: Uint8Array;
  /** Where it is cut. */
  readonly cuts: readonly number[];
}

const target: Target<Stream> = {
  name: "frames",
  rule: "Bytes from a child are a message or a CodecError, at no cost beyond their worth; a value in a message can be shown and compared.",
  cases: 100_000,
  async open() {
    const recorded = await recordedMessages();
    return {
      draw: (random) => drawStream(random, recorded),
      judge: ({ bytes, cuts }) => {
        const reader = new FrameReader(messageLimits.bytes);
        const outcomes: string[] = [];
        for (const [index, start] of [0, ...cuts].entries()) {
          const bodies = reader.push(bytes.subarray(start, cuts[index] ?? bytes.length));
          if (bodies === undefined) return [...outcomes, "too large a frame"];
          for (const body of bodies) outcomes.push(outcomeOf(body));
        }
        return outcomes.length > 0 ? outcomes : ["an incomplete frame"];
      },
      *smaller({ bytes }) {
        for (const fewer of removals(bytes.subarray(4))) yield { bytes: framed(fewer), cuts: [] };
      },
      written: ({ bytes, cuts }) =>
        JSON.stringify({ hex: Buffer.from(bytes.subarray(0, 4000)).toString("hex"), size: bytes.length, cuts }),
    };
  },
};
export default target;

function drawStream(random: Random, recorded: readonly Uint8Array[]): Stream {
  const body = oddMessage(random, recorded);
  const claimed =
    random.integer(0, 10) === 0
      ? pick(random, [0, 1, 2 ** 31, 2 ** 32 - 1, random.integer(0, body.length + 9)])
      : body.length;
  const bytes = framed(body, claimed);
  const cuts = Array.from({ length: random.integer(0, 4) }, () => random.integer(0, bytes.length + 1));
  return { bytes, cuts: cuts.toSorted((a, b) => a - b) };
}

/** Reads a body as the grader does. */
export function outcomeOf(body: Uint8Array): string {
  let message: Message;
  try {
    message = readMessage(body);
  } catch (error) {
    if (error instanceof CodecError) return error.kind;
    throw error;
  }
  for (const item of message.items) {
    if (item.type !== "returned") continue;
    const shown = preview(item.value);
    const compared = compare(new Tensor([1, 2, 3], [3]), item.value);
    const itself = compare(item.value, item.value);
    const words = [shown.text, compared.equal ? "" : compared.reason, itself.equal ? "" : itself.reason].join("");
    if (words.length > longestWords) throw new Violation(`${words.length} characters are written about one value`);
    JSON.stringify(shown);
  }
  return `a message of ${[...new Set(message.items.map(({ type }) => type))].toSorted().join(", ") || "nothing"}`;
}
