/** Made-up case files for the tests of the examination. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder of made-up case files. */
export function folderOf(files: { readonly [file: string]: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), "published-"));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

export const array = (name: string, data: readonly (number | string)[]) => ({
  name,
  shape: [data.length],
  dtype: "float32",
  data,
});

export const good = {
  name: "relu of two",
  op: "relu",
  attributes: {},
  inputs: [array("x", [-1, 2])],
  outputs: [array("out", [0, 2])],
  source: "made up",
  tolerance: 0.001,
};
export const disagreeing = { ...good, name: "wrong relu", outputs: [array("out", [0, 3])] };
export const capped = {
  ...good,
  op: "layer.ReLU",
  name: "capped relu",
  attributes: { maxValue: 1 },
  outputs: [array("out", [0, 1])],
};
export const special = {
  ...good,
  name: "special numbers",
  inputs: [array("x", ["NaN", "-Infinity", "Infinity"])],
  outputs: [array("out", ["NaN", 0, "Infinity"])],
};
export const gradient = {
  ...good,
  op: "grad",
  of: "relu",
  wrt: "x",
  dy: array("dy", [5, 7]),
  outputs: [array("out", [0, 7])],
};
export const unknown = { ...good, op: "fft" };
