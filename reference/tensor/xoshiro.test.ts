import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitmix64, stateOf, xoshiro128 } from "./xoshiro.ts";

test("splitmix64 gives the published outputs for seed 1234567", () => {
  expect(splitmix64(1234567n, 3)).toEqual([6457827717110365317n, 3203168211198807973n, 9817491932198370423n]);
});

test("xoshiro128 gives the outputs of the authors' C code for the state 1, 2, 3, 4", () => {
  const state = Uint32Array.of(1, 2, 3, 4);
  const outputs = Array.from({ length: 10 }, () => xoshiro128(state));
  expect(outputs).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test("a step of xoshiro128 is the authors' C code in exact integers", () => {
  const word = fc.nat({ max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.tuple(word, word, word, word), (words) => {
      const state = Uint32Array.from(words);
      const expected = stepInBigInts(words.map(BigInt));
      expect([BigInt(xoshiro128(state)), ...Array.from(state, BigInt)]).toEqual(expected);
    }),
    { seed: 9, numRuns: 500 },
  );
});

test("the state holds both halves of each 64-bit output, low half first", () => {
  const words = splitmix64(7n, 2).flatMap((word) => [Number(word % 2n ** 32n), Number(word / 2n ** 32n)]);
  expect([...stateOf(7)]).toEqual(words);
});

/** The output and the next state, written after xoshiro128starstar.c with masks in place of uint32_t. */
function stepInBigInts(s: bigint[]): bigint[] {
  const mask = (x: bigint) => x & 0xffffffffn;
  const rotl = (x: bigint, k: bigint) => mask(x << k) | (x >> (32n - k));
  const result = mask(rotl(mask(s[1]! * 5n), 7n) * 9n);
  const t = mask(s[1]! << 9n);
  s[2]! ^= s[0]!;
  s[3]! ^= s[1]!;
  s[1]! ^= s[2]!;
  s[0]! ^= s[3]!;
  s[2]! ^= t;
  s[3] = rotl(s[3]!, 11n);
  return [result, ...s];
}
