import { describe, expect, test } from "vitest";
import { CodecError } from "../codec/format.ts";
import { FrameReader } from "./frames.ts";
import { callsFrame, readMessage } from "./messages.ts";

// What a child sends is only a claim, and a child that a student has taken over may send anything.

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("a message", () => {
  test("ends with a byte that says whether more follows, and with what was printed", () => {
    expect(readMessage(Uint8Array.of(0, 1, 1, 0, 0, 0, 120, 0))).toEqual({
      items: [],
      done: true,
      console: "x",
      bytes: 8,
    });
    expect(readMessage(Uint8Array.of(1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))).toEqual({
      items: [
        { type: "returned", value: undefined },
        { type: "lost", kind: "", what: "" },
      ],
      done: false,
      console: "",
      bytes: 18,
    });
  });

  test("that a child of ours would not send is refused", () => {
    const malformed = [
      [],
      [1],
      [99],
      [6, 0],
      [0],
      [0, 1, 255, 255, 255, 255],
      [4, 255, 255, 255, 255],
      Array.from({ length: 1_000_000 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
    ];
    for (const bytes of malformed)
      expect(errorOf(() => readMessage(Uint8Array.from(bytes)))).toBeInstanceOf(CodecError);
  });

  test("about a thrown error is cut, whatever it claims", () => {
    expect(readMessage(Uint8Array.of(2, 1, 0, 1, 0, 0, 0, 0)).items).toEqual([
      { type: "threw", thrown: { isError: false, name: "", message: "", stack: "", notStarted: false } },
    ]);
  });
});

describe("frames", () => {
  test("are cut from chunks of any size", () => {
    const bytes = Uint8Array.of(2, 0, 0, 0, 7, 8, 0, 0, 0, 0, 1, 0, 0, 0, 9);
    for (let size = 1; size <= bytes.length; size++) {
      const reader = new FrameReader(100);
      const frames = [];
      for (let start = 0; start < bytes.length; start += size)
        frames.push(...reader.push(bytes.slice(start, start + size))!);
      expect(frames.map((frame) => [...frame])).toEqual([[7, 8], [], [9]]);
    }
  });

  test("that announce more than the limit are refused at once", () => {
    expect(new FrameReader(100).push(Uint8Array.of(101, 0, 0, 0))).toBeUndefined();
  });

  test("of calls hold as many calls as fit a megabyte, and at least one", () => {
    const call = (size: number) => ({
      target: "module" as const,
      name: "f",
      args: [Array.from({ length: size }, () => 1)],
    });
    expect(callsFrame([call(10), call(10)], false).count).toBe(2);
    expect(callsFrame([call(200_000), call(10)], false).count).toBe(1);
    expect(callsFrame([call(100_000), call(100_000), call(100_000)], false).count).toBe(2);
  });
});
