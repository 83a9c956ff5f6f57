"use strict";
/**
 * Stands in the harness's place as if its realm had fallen: what a student handed in is run as raw Node, with require,
 * process and the pipe to the grader, and no permission flags. What is left is the sandbox and the grader's own caution.
 *
 * An attack finds `require`, `process`, `send(bytes)`, which writes a frame, and `replies`, which it may fill with the bytes
 * to answer with: `replies.load`, and `replies.call(count)` for a frame of so many calls. Otherwise it answers as a child
 * would whose functions return nothing.
 */
const fs = require("node:fs");

const [frameLoad, frameCalls] = [2, 3];
const [itemReturned, itemLoaded] = [1, 4];
/** Nothing more, done, no console text: as isolated/realm/session.ts writes it. */
const end = [0, 1, 0, 0, 0, 0];
const undefinedNoEcho = [0, 0];
/** Until what an attack has begun is under way. */
const patienceMilliseconds = 300;

/** @type {{ load?: number[], call?: (count: number) => number[] }} */
const replies = {};
const functions = ["relu", "reluBackward"];

// What goes wrong in an attack is its own affair.
process.on("uncaughtException", () => undefined);
process.on("unhandledRejection", () => undefined);

send(end);
next();

function next() {
  const body = readExactly(readExactly(4).readUInt32LE());
  if (body[0] === frameLoad) load(JSON.parse(body.subarray(1).toString()));
  else {
    send(body[0] === frameCalls ? callReply(body.readUInt32LE(2)) : end);
    setImmediate(next);
  }
}

/** @param {{ modules: { path: string, text: string }[], entry: string }} source */
function load({ modules, entry }) {
  const text = modules.find(({ path }) => path === entry)?.text ?? "";
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- running it is what this file is for
    new Function("require", "process", "send", "replies", text)(require, process, send, replies);
  } catch {
    // It was stopped.
  }
  setTimeout(() => {
    send(replies.load ?? loaded());
    next();
  }, patienceMilliseconds);
}

/** @param {number} count */
function callReply(count) {
  if (replies.call) return replies.call(count);
  return [...Array.from({ length: count }, () => [itemReturned, ...undefinedNoEcho]).flat(), ...end];
}

function loaded() {
  const names = functions.flatMap((name) => [...text(name), ...text("function")]);
  return [itemLoaded, ...count(functions.length), ...names, ...count(0), ...end];
}

/** @param {string} value */
function text(value) {
  return [...count(value.length), ...Buffer.from(value, "utf16le")];
}

/** @param {number} value */
function count(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return [...bytes];
}

/** @param {ArrayLike<number>} body */
function send(body) {
  fs.writeSync(1, Buffer.from([...count(body.length), ...Array.from(body)]));
}

/** @param {number} size */
function readExactly(size) {
  const bytes = Buffer.alloc(size);
  for (let read = 0; read < size;) {
    const got = fs.readSync(0, bytes, read, size - read, null);
    if (got === 0) process.exit(0);
    read += got;
  }
  return bytes;
}
