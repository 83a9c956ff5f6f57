/** The filter, run by an interpreter of classic BPF: what the kernel would answer. */
import { expect, test } from "vitest";
import { seccompFilter } from "./seccomp.ts";

const [x64, arm64] = [0xc000003e, 0xc00000b7];
const allow = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const kill = 0x80000000;

/** Source of the meaning of each code: Linux Documentation/networking/filter.rst. */
function answerTo(filter: Uint8Array, number: number, architecture: number, firstArgument = 0): number {
  const view = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const data = new Map([
    [0, number],
    [4, architecture],
    [16, firstArgument],
  ]);
  let accumulator = 0;
  for (let at = 0; at < filter.length / 8; at++) {
    const code = view.getUint16(8 * at, true);
    const [ifTrue, ifFalse] = [view.getUint8(8 * at + 2), view.getUint8(8 * at + 3)];
    const operand = view.getUint32(8 * at + 4, true);
    if (code === 0x06) return operand;
    if (code === 0x20) accumulator = data.get(operand)!;
    else if (code === 0x15) at += accumulator === operand ? ifTrue : ifFalse;
    else if (code === 0x35) at += accumulator >= operand ? ifTrue : ifFalse;
    else if (code === 0x45) at += (accumulator & operand) !== 0 ? ifTrue : ifFalse;
    else throw new Error(`an instruction that is not known: ${code}`);
  }
  throw new Error("the filter ends without an answer");
}

// Numbers from the kernel's tables, picked here anew: read, write, mmap, futex, exit_group; socket, execveat, ptrace, bpf.
test.each([
  ["x64", x64, { allowed: [0, 1, 9, 202, 231, 234], denied: [41, 57, 58, 62, 101, 310, 321, 322, 425], clone: 56 }],
  ["arm64", arm64, { allowed: [63, 64, 222, 98, 94, 131], denied: [198, 129, 117, 270, 280, 281, 425], clone: 220 }],
] as const)("on %s, Node's calls pass and those that reach out don't", (arch, audit, { allowed, denied, clone }) => {
  const filter = seccompFilter(arch)!;
  for (const number of allowed) expect(answerTo(filter, number, audit)).toBe(allow);
  for (const number of denied) expect(answerTo(filter, number, audit)).toBe(EPERM);
  // A thread, a process (SIGCHLD), a process in a namespace of its own for users.
  expect(answerTo(filter, clone, audit, 0x003d0f00)).toBe(allow);
  expect(answerTo(filter, clone, audit, 17)).toBe(EPERM);
  expect(answerTo(filter, clone, audit, 0x10000000)).toBe(EPERM);
  expect(answerTo(filter, 435, audit)).toBe(ENOSYS);
});

test("calls of another architecture end the process, and those of the x32 ABI don't exist", () => {
  expect(answerTo(seccompFilter("x64")!, 1, 0x40000003)).toBe(kill);
  expect(answerTo(seccompFilter("arm64")!, 64, x64)).toBe(kill);
  expect(answerTo(seccompFilter("x64")!, 0x40000000 + 41, x64)).toBe(ENOSYS);
});

test("an architecture without a table has no filter", () => {
  expect(seccompFilter("riscv64")).toBeUndefined();
});
