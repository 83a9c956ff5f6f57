/** WebGPU in Node: the package `webgpu` (Dawn) behind `navigator.gpu`, where gpu.js and TensorFlow.js look for it. */
import { createRequire } from "node:module";
import { EngineMissing } from "./engine.ts";

/** Older ones abort on current systems in place of throwing. */
const oldestVersion = [0, 4];

/**
 * @param on - a real adapter, or one that computes on the processor (lavapipe, SwiftShader), which is only used when asked for by name.
 * @returns the adapter in words.
 * @throws EngineMissing
 */
export async function setUpWebGpu(on: "hardware" | "software"): Promise<string> {
  const { create, globals } = await load();
  Object.assign(globalThis, globals);
  Object.defineProperty(navigator, "gpu", { value: create([]), configurable: true });
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter)
    throw new EngineMissing(
      "no adapter: the system has no Vulkan driver (Mesa 24 or later, or a vendor's) that Dawn takes",
    );
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info as GPUAdapterInfo & {
    readonly isFallbackAdapter?: boolean;
  };
  const name = [vendor, device, description].filter((part) => part !== "").join(" ") || architecture;
  const isSoftware = (isFallbackAdapter ?? false) || /llvmpipe|lavapipe|swiftshader|software/i.test(name);
  if (isSoftware && on === "hardware")
    throw new EngineMissing(`the only adapter computes on the processor (${name}); ask for gpujs-webgpu-software`);
  if (!isSoftware && on === "software") throw new EngineMissing(`the adapter is real (${name}); ask for gpujs-webgpu`);
  return name;
}

async function load(): Promise<{ readonly create: (flags: string[]) => GPU; readonly globals: object }> {
  let version: string;
  try {
    ({ version } = createRequire(import.meta.url)("webgpu/package.json") as { version: string });
  } catch {
    throw new EngineMissing("not installed; `npm install webgpu@0.6.2` adds it");
  }
  const [major, minor] = version.split(".").map(Number) as [number, number];
  if (major === oldestVersion[0] && minor < oldestVersion[1]!)
    throw new EngineMissing(`webgpu ${version} aborts on current systems; install 0.6.2`);
  return await import("webgpu");
}
