/** Real messages of a real child, damaged: what the targets that speak in frames have in common. */
import { Random as SeededRandom, Tensor, type Random } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { harnessProgram } from "#graders/execution/isolated/command.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { FrameReader } from "#graders/execution/isolated/frames.ts";
import { libraryFrame } from "#graders/execution/isolated/library.ts";
import { callsFrame, frameType, textFrame } from "#graders/execution/isolated/messages.ts";
import { messageLimits, tag } from "#graders/execution/codec/format.ts";
import { bareRung, launch } from "#graders/execution/sandbox/launch.ts";
import { mutatedBytes, pick } from "../mutate/bytes.ts";

/** Says one of each kind of thing that can be said. */
const talkative = `
import { Tensor, Random, tensor } from "#tensor";
const values = [
  undefined, null, true, 1.5, -0, NaN, "text ∂", "", [1, 2, 3], [], [undefined, "a", [null, [true]]], { a: 1, b: { c: [] } }, 12345678901234567890n,
  tensor([[1, 2, 3], [4, 5, 6]]), new Tensor([], [0, 7]), new Tensor([1], []), new Random(7), new Float32Array([1, 2]), new Uint8Array(9), new BigInt64Array(2),
  () => 1, Symbol("s"), new Map(), { gradX: tensor([1, 2]), list: [tensor([3])] }, [tensor([1]), tensor([2])],
];
export class Thing {}
export const constant = 3;
export function value(index) { console.log("asked for", index); return values[index]; }
export function fails() { throw new TypeError("no"); }
export function throwsOdd() { throw { a: 1 }; }
export async function later(x) { return x; }
export function endless() { return new Promise(() => {}); }
export function itself() { const list = []; list.push(list); return list; }
`;
const valueCount = 25;

/** The bodies of everything that a child says to a module that tries it all. */
export async function recordedMessages(): Promise<Uint8Array[]> {
  const { process: child } = launch(harnessProgram(defaultLimits), bareRung);
  const reader = new FrameReader(messageLimits.bytes);
  const bodies: Uint8Array[] = [];
  const load = (text: string): Uint8Array =>
    textFrame(frameType.load, {
      modules: [{ path: "a.ts", text, links: {} }],
      entry: "a.ts",
      programs: [{ path: "programs", text: "export const run = (student, x) => x;", links: {} }],
      consoleCharacters: 1000,
    });
  const call = (name: string, ...args: Value[]): Uint8Array =>
    callsFrame([{ target: "module", name, args, echo: true }], true).frame;
  const input = new Tensor([1, 2, 3], [3]);
  const asked = [
    await libraryFrame(),
    load("export const broken = ;"),
    load("throw new Error('at once');"),
    load(talkative),
    ...Array.from({ length: valueCount }, (_, index) => call("value", index)),
    call("fails"),
    call("throwsOdd"),
    call("later", input, { a: [input] }, new SeededRandom(3)),
    call("endless"),
    call("itself"),
  ].values();
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Uint8Array) => {
      for (const body of reader.push(chunk) ?? []) {
        bodies.push(body);
        if (!saysDone(body)) continue;
        const { value: next, done } = asked.next();
        if (done) child.stdin.end();
        else child.stdin.write(next);
      }
    });
  });
  return bodies;
}

/** Console text stands last, so the byte that says so is somewhere before it. */
function saysDone(body: Uint8Array): boolean {
  const text = Buffer.from(body);
  for (let units = 0; text.length - 5 - 2 * units >= 0; units++) {
    const at = text.length - 4 - 2 * units;
    if (text.readUInt32LE(at) === units) return text[at - 1] === 1;
  }
  return false;
}

/** A damaged message; now and then one that was built to cost a lot. */
export function oddMessage(random: Random, recorded: readonly Uint8Array[]): Uint8Array {
  const kind = random.integer(0, 200);
  if (kind === 0) return nestedHeaders(random, 2 ** 20);
  if (kind < 6) return nestedHeaders(random, 2 ** 10);
  if (kind < 16) return emptyButWide(random);
  return mutatedBytes(random, recorded);
}

/** Headers inside headers, each of which claims all bytes that are left: they multiply. */
function nestedHeaders(random: Random, size: number): Uint8Array {
  const bytes = Buffer.alloc(size * random.integer(1, 5));
  const header = pick(random, [tag.list, tag.object, tag.numbers, tag.string]);
  let at = bytes.writeUInt8(1);
  for (let depth = random.integer(1, 70); depth > 0 && at + 6 < bytes.length; depth--) {
    at = bytes.writeUInt8(depth === 1 ? header : tag.list, at);
    at = bytes.writeUInt32LE(Math.floor((bytes.length - at - 4) / pick(random, [1, 1, 5, 8])), at);
  }
  return bytes;
}

/** A tensor of no entries whose other axes are as long as can be said. */
function emptyButWide(random: Random): Uint8Array {
  const axes = random.integer(1, 5);
  const shape = Array.from({ length: axes }, () => pick(random, [0, 1, 3, 1000, 2 ** 31, 2 ** 32 - 1]));
  if (random.integer(0, 8) > 0) shape[random.integer(0, axes)] = 0;
  const bytes = Buffer.alloc(1 + 1 + 4 + 4 * axes);
  bytes.writeUInt8(1);
  bytes.writeUInt8(tag.tensor, 1);
  bytes.writeUInt32LE(axes, 2);
  for (const [axis, size] of shape.entries()) bytes.writeUInt32LE(size, 6 + 4 * axis);
  return Buffer.concat([bytes, Buffer.from([0, 0, 1, 0, 0, 0, 0])]);
}

export function framed(body: Uint8Array, claimed = body.length): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(claimed);
  return Buffer.concat([head, body]);
}
