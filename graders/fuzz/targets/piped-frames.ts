/** Damaged messages that a child really sends: hundreds through one pipe, read as the grader reads them. */
import { messageLimits } from "#graders/execution/codec/format.ts";
import { FrameReader } from "#graders/execution/isolated/frames.ts";
import { callsFrame } from "#graders/execution/isolated/messages.ts";
import { bareRung, launch } from "#graders/execution/sandbox/launch.ts";
import { removals } from "../minimise.ts";
import { answers, askedInCall } from "../programs/program.ts";
import { Violation, type Target } from "../target.ts";
import { outcomeOf } from "./frames.ts";
import { framed, oddMessage, recordedMessages } from "./messages.ts";

const framesPerChild = 500;

const target: Target<readonly Uint8Array[]> = {
  name: "piped-frames",
  rule: `Of ${framesPerChild} frames that a child sends through its pipe, each arrives as sent and is a message or a CodecError.`,
  cases: 200,
  seconds: 20,
  async open() {
    const recorded = await recordedMessages();
    return {
      draw: (random) => Array.from({ length: framesPerChild }, () => oddMessage(random, recorded)),
      judge: async (bodies) => {
        const received = await sentByChild(bodies);
        if (received.length !== bodies.length) throw new Violation("not every frame arrived");
        return received.map((body, index) => {
          if (Buffer.compare(body, bodies[index]!) !== 0) throw new Violation("a frame arrived that was not sent");
          return outcomeOf(body);
        });
      },
      smaller: removals,
      written: (bodies) => JSON.stringify(bodies.map((body) => Buffer.from(body.subarray(0, 200)).toString("hex"))),
    };
  },
};
export default target;

function sentByChild(bodies: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const { process: child } = launch(answers, bareRung);
  const reader = new FrameReader(messageLimits.bytes);
  const received: Uint8Array[] = [];
  const wanted = Buffer.concat(bodies.map((body) => framed(body)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(received.slice(1)));
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Uint8Array) => {
      const frames = reader.push(chunk);
      if (frames === undefined) child.kill("SIGKILL");
      else received.push(...frames);
    });
    child.stdin.write(callsFrame([{ target: "module", name: "f", args: [askedInCall(wanted)] }], true).frame);
  });
}
