import { Random, Tensor } from "#tensor";
import { describe, expect, test } from "vitest";
import { Decoder } from "./decoder.ts";
import { Encoder } from "./encoder.ts";
import { CodecError, type CodecClasses } from "./format.ts";
import { isClass } from "./inspect.ts";
import { Opaque } from "../executor.ts";

// That values survive the way there and back is tested on both executors, in conformance.test.ts.

const classes: CodecClasses = { Tensor, Random, Opaque, objectPrototype: null };
const limits = { bytes: 1000, nodes: 100 };

function encode(value: unknown): Uint8Array {
  const encoder = new Encoder(classes, { bytes: 1e6, nodes: 1e5 });
  encoder.value(value);
  return encoder.take();
}

function decode(bytes: Uint8Array, nodes = 100): unknown {
  return new Decoder(classes, { bytes: 1000, nodes }, bytes).value();
}

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("an encoder", () => {
  test("counts bytes and nodes for each reply, and can take one back", () => {
    const encoder = new Encoder(classes, limits);
    encoder.value(Array.from({ length: 90 }, () => "a"));
    const length = encoder.length;
    encoder.begin();
    encoder.value(1);
    expect(errorOf(() => encoder.value("x".repeat(600)))).toMatchObject({ kind: "too-much-output" });
    encoder.rewind(length);
    expect(encoder.length).toBe(length);
    expect(errorOf(() => encoder.value(Array.from({ length: 101 })))).toMatchObject({ kind: "too-much-output" });
    expect(errorOf(() => encoder.value(2n ** 500_000n))).toMatchObject({ kind: "too-much-output" });
  });

  test("refuses an array whose length isn't one, asked once", () => {
    let asked = 0;
    const list = new Proxy([1, 2], {
      get: (target, key) => (key === "length" ? (asked++, { valueOf: () => 2 }) : Reflect.get(target, key)),
    });
    expect(errorOf(() => encode(list))).toEqual(new CodecError("not-data", "a list whose length is not a number"));
    expect(asked).toBe(1);
  });

  test("reads each entry once, also when a list of numbers turns out to hold something else", () => {
    const read: unknown[] = [];
    const list = new Proxy([1, 2, "three", 4], { get: (target, key) => (read.push(key), Reflect.get(target, key)) });
    expect(decode(encode(list))).toEqual([1, 2, "three", 4]);
    expect(read).toEqual(["length", "0", "1", "2", "3"]);
  });
});

describe("a decoder", () => {
  test("refuses more nodes than its budget before it allocates them", () => {
    const nested = Array.from({ length: 20 }, () => ["a", "b", "c", "d", "e"]);
    expect(errorOf(() => decode(encode(nested)))).toMatchObject({ kind: "too-much-output" });
    expect(decode(encode(nested), 1000)).toEqual(nested);
  });

  test.each([
    ["an unknown tag", [99]],
    ["nothing", []],
    ["a list longer than its bytes", [6, 255, 255, 255, 255, 0]],
    ["numbers longer than their bytes", [7, 255, 255, 255, 31]],
    ["text longer than its bytes", [5, 255, 255, 255, 255]],
    ["a tensor whose sizes multiply beyond its bytes", [11, 2, 0, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0]],
    ["a tensor of a thousand axes", [11, 232, 3, 0, 0, ...Array.from({ length: 4000 }, () => 1)]],
    ["a generator with half a seed", [12, 0, 0, 0, 0, 0, 0, 224, 63]],
    ["an integer in words", [10, 1, 0, 0, 0, 120, 0]],
    ["an unknown typed array", [9, 77, 0, 0, 0, 0]],
    ["endless nesting", Array.from({ length: 100 }, () => [6, 1, 0, 0, 0]).flat()],
  ])("refuses %s", (_, bytes) => {
    expect(errorOf(() => decode(Uint8Array.from(bytes), 1e6))).toEqual(
      new CodecError("malformed", "bytes that are not a value"),
    );
  });

  test("answers every mutation of a message with a value or a CodecError", () => {
    const random = new Random(1);
    const value = {
      a: [1, 2, 3],
      b: [new Tensor([1, 2, 3, 4], [2, 2]), "text", null, [[]]],
      c: new Float32Array(3),
      d: -5n,
      e: new Random(3),
    };
    const original = encode(value);
    for (let run = 0; run < 20_000; run++) {
      const bytes = original.slice(
        0,
        random.integer(0, 4) === 0 ? random.integer(0, original.length) : original.length,
      );
      for (let change = random.integer(1, 4); change > 0 && bytes.length > 0; change--)
        bytes[random.integer(0, bytes.length)] = random.integer(0, 256);
      const result = errorOf(() => decode(bytes, 1000));
      if (result instanceof Error) throw result;
    }
  });
});

test("a class is told from a function by its source", () => {
  expect([Tensor, CodecError, class extends Array {}].map(isClass)).toEqual([true, true, true]);
  // oxlint-disable-next-line prefer-arrow-callback -- each kind of function is looked at
  expect([function () {}, () => 1, async () => 1, Map, 3, "class A"].map(isClass)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
