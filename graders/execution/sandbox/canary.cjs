"use strict";
/**
 * Tries, as raw Node under the very wrapper that a submission gets, what code must not be able to do once it got out of
 * its realm. Says `ready`, reads one line of JSON that tells where to try, then answers with one line for each probe:
 * its name and whether it got through. The grader cleans up after it.
 */
const fs = require("node:fs");
const net = require("node:net");
const { spawnSync } = require("node:child_process");
const path = require("node:path");

/** @typedef {{ secretFile: string, secretFolder: string, openFolder: string, victim: string, parent: number, port: number, environment: string[] }} Targets */

fs.writeSync(1, "ready\n");
/** @type {Targets} */
const targets = JSON.parse(readLine());

/** Each gets through when it returns true; throwing is being stopped. @type {Record<string, () => boolean>} */
const probes = {
  "read a file of the grader's": () => fs.readFileSync(targets.secretFile).length > 0,
  "read the grader's memory or environment": () =>
    fs.readFileSync(`/proc/${targets.parent}/environ`).length > 0 ||
    fs.openSync(`/proc/${targets.parent}/mem`, "r") > 0,
  "see which files there are": () => fs.statSync(targets.secretFolder).isDirectory(),
  "remove a file of the grader's": () => fs.unlinkSync(targets.victim) === undefined,
  "make a folder where everyone may": () => fs.mkdirSync(path.join(targets.openFolder, "made")) === undefined,
  "send the grader a signal": () => process.kill(targets.parent, 0),
  "start a program": () => spawnSync(process.execPath, ["--version"]).status === 0,
  "become another user": () => {
    process.setgid?.(65_533);
    process.setuid?.(65_533);
    return process.getuid?.() === 65_533;
  },
  "see the grader's environment": () => Object.keys(process.env).some((name) => targets.environment.includes(name)),
  "take eight gigabytes of memory": () => new ArrayBuffer(2 ** 33).byteLength > 0,
};

for (const [name, probe] of Object.entries(probes)) say(name, () => probe());
const socket = tryTo(() => net.connect(targets.port, "127.0.0.1"));
if (socket === undefined) last(false);
else socket.on("connect", () => last(true)).on("error", () => last(false));

/** @param {boolean} connected */
function last(connected) {
  say("reach the network", () => connected);
  // Where only the size of files is limited, this ends the process: no answer is an answer.
  say("write a file", () => {
    fs.writeFileSync(path.join(targets.openFolder, "written"), "x");
    return true;
  });
  process.exit(0);
}

/**
 * @param {string} name
 * @param {() => boolean} probe
 */
function say(name, probe) {
  fs.writeSync(1, `${JSON.stringify([name, tryTo(probe) === true])}\n`);
}

/**
 * @template T
 * @param {() => T} work
 */
function tryTo(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function readLine() {
  let text = "";
  const byte = Buffer.alloc(1);
  while (fs.readSync(0, byte) === 1 && byte[0] !== 10) text += byte.toString("latin1");
  return text;
}
