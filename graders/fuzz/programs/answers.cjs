"use strict";
/**
 * Stands in for the harness: a child that starts as it should, and answers the first thing it is asked with bytes that
 * the asker put into the question. They go out in pieces of many sizes; then it ends.
 */
const { readSync, writeSync } = require("node:fs");

const [frameLibrary, frameLoad] = [1, 2];
/** End, done, no console text. */
const emptyMessage = Buffer.from([0, 1, 0, 0, 0, 0]);
const marker = Buffer.from("-- answer with --");
const inText = /\/\/ answer with ([A-Za-z0-9+/=]*)/;

write(framed(emptyMessage));
for (;;) {
  const frame = readFrame();
  if (frame[0] === frameLibrary) write(framed(emptyMessage));
  else if (frame[0] === frameLoad) {
    const asked = inText.exec(frame.toString("latin1"));
    if (asked) answer(Buffer.from(asked[1] ?? "", "base64"));
    write(framed(loadedMessage()));
  } else answer(frame.subarray(frame.indexOf(marker) + marker.length));
}

/** @param {Buffer} bytes */
function answer(bytes) {
  let size = 1 + (bytes.length % 7);
  for (let start = 0; start < bytes.length; start += size) {
    size = 1 + ((size * 7919 + start) % 9973);
    write(bytes.subarray(start, start + size));
  }
  process.exit(0);
}

/** One function, called f, and no programs. */
function loadedMessage() {
  const count = (/** @type {number} */ number) => Buffer.from(Uint32Array.of(number).buffer);
  const text = (/** @type {string} */ word) => Buffer.concat([count(word.length), Buffer.from(word, "utf16le")]);
  return Buffer.concat([Buffer.of(4), count(1), text("f"), text("function"), count(0), emptyMessage]);
}

/** @param {Buffer} body */
function framed(body) {
  return Buffer.concat([Buffer.from(Uint32Array.of(body.length).buffer), body]);
}

/** @returns {Buffer} */
function readFrame() {
  return readExactly(readExactly(4).readUInt32LE());
}

/** @param {number} size */
function readExactly(size) {
  const bytes = Buffer.alloc(size);
  for (let read = 0; read < size;) {
    const got = readSync(0, bytes, read, size - read, null);
    if (got === 0) process.exit(0);
    read += got;
  }
  return bytes;
}

/** @param {Buffer} bytes */
function write(bytes) {
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") process.exit(1);
    }
  }
}
