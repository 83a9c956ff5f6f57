/**
 * The bytes between the grader and a child: what goes in, and what a child claims.
 *
 * A frame is a length (u32) and that many bytes; the first byte sent to the child is one of {@link frameType}.
 */
import { Random, Tensor } from "#tensor";
import { Decoder } from "../codec/decoder.ts";
import { Encoder } from "../codec/encoder.ts";
import { CodecError, messageLimits, type CodecClasses } from "../codec/format.ts";
import { Opaque, type Call, type Value } from "../executor.ts";
import type { Thrown } from "../thrown.ts";

export const frameType = { library: 1, load: 2, calls: 3 } as const;

/** One thing that a child says. The numbers are those of realm/session.ts. */
export type Item =
  | { readonly type: "returned"; readonly value: Value; readonly argsAfter?: readonly Value[] }
  | { readonly type: "threw"; readonly thrown: Thrown }
  | { readonly type: "lost"; readonly kind: string; readonly what: string }
  | {
      readonly type: "loaded";
      readonly exports: ReadonlyMap<string, "function" | "class" | "value">;
      readonly programs: ReadonlySet<string>;
    }
  | { readonly type: "failed"; readonly stage: string; readonly thrown: Thrown }
  /** Nothing was loaded: an exercise before this one has changed the realm. */
  | { readonly type: "touched" };

export interface Message {
  readonly items: readonly Item[];
  readonly console: string;
  /** Nothing follows before the next request. */
  readonly done: boolean;
  readonly bytes: number;
}

const classes: CodecClasses = { Tensor, Random, Opaque, objectPrototype: null };
const callLimits = { bytes: 512 * 2 ** 20, nodes: Infinity };

const endByte = 0;
const maxItems = 100_000;
const maxNames = 10_000;

/** Largest frame of calls, unless a single call is larger. */
const callsFrameBytes = 2 ** 20;

export function textFrame(type: number, content: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(content));
  return frame(Buffer.concat([Buffer.of(type), text]));
}

/** One frame of calls with how many it holds: as many as fit, at least one. */
export function callsFrame(
  calls: readonly Call[],
  flushEach: boolean,
): { readonly frame: Uint8Array; readonly count: number } {
  const encoder = new Encoder(classes, callLimits);
  let count = 0;
  while (count < calls.length && encoder.length < callsFrameBytes) {
    const { target, name, args, echo } = calls[count++]!;
    encoder.begin();
    encoder.byte(target === "program" ? 1 : 0);
    encoder.text(name);
    encoder.byte(echo ? 1 : 0);
    encoder.value(args);
  }
  const head = Buffer.alloc(6);
  head[0] = frameType.calls;
  head[1] = flushEach ? 1 : 0;
  head.writeUInt32LE(count, 2);
  return { frame: frame(Buffer.concat([head, encoder.take()])), count };
}

/** Reads a frame of a child's; throws a CodecError at anything that a child of ours would not send. */
export function readMessage(body: Uint8Array): Message {
  const decoder = new Decoder(classes, messageLimits, body);
  const items: Item[] = [];
  for (let type = decoder.byte(); type !== endByte; type = decoder.byte()) {
    decoder.begin();
    items.push(readItem(decoder, type));
    if (items.length > maxItems) throw unreadable();
  }
  const done = decoder.byte() === 1;
  return { items, done, console: decoder.text(), bytes: body.length };
}

function readItem(decoder: Decoder, type: number): Item {
  switch (type) {
    case 1: {
      const value = decoder.value() as Value;
      if (decoder.byte() === 0) return { type: "returned", value };
      const after = decoder.value();
      return { type: "returned", value, argsAfter: Array.isArray(after) ? (after as Value[]) : [] };
    }
    case 2:
      return { type: "threw", thrown: readThrown(decoder.value()) };
    case 3:
      return { type: "lost", kind: decoder.text(), what: decoder.text().slice(0, 400) };
    case 4:
      return readLoaded(decoder);
    case 5:
      return { type: "failed", stage: decoder.text(), thrown: readThrown(decoder.value()) };
    case 6:
      return { type: "touched" };
    default:
      throw unreadable();
  }
}

function readLoaded(decoder: Decoder): Item {
  const exports = new Map<string, "function" | "class" | "value">();
  for (let left = atMost(maxNames, decoder.count()); left > 0; left--) {
    const name = decoder.text();
    const kind = decoder.text();
    exports.set(name, kind === "function" || kind === "class" ? kind : "value");
  }
  const programs = new Set<string>();
  for (let left = atMost(maxNames, decoder.count()); left > 0; left--) programs.add(decoder.text());
  return { type: "loaded", exports, programs };
}

function atMost(limit: number, count: number): number {
  if (count > limit) throw unreadable();
  return count;
}

function unreadable(): CodecError {
  return new CodecError("malformed", "a message that can't be read");
}

function readThrown(value: unknown): Thrown {
  const { isError, name, message, stack, notStarted } = (
    typeof value === "object" && value !== null ? value : {}
  ) as Record<string, unknown>;
  return {
    isError: isError === true,
    name: asText(name, 320),
    message: asText(message, 301),
    stack: asText(stack, 4001),
    notStarted: notStarted === true,
  };
}

function asText(value: unknown, longest: number): string {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

function frame(body: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(4 + body.length);
  bytes.writeUInt32LE(body.length);
  bytes.set(body, 4);
  return bytes;
}
