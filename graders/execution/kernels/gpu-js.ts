/** gpu.js as it is loaded in this process: the build for browsers, which brings no native part. In a realm its text stands for this file. */
import { createRequire } from "node:module";
import type { GpuJs } from "./gpujs.ts";

const { GPU } = createRequire(import.meta.url)("gpu.js/dist/gpu-browser.js") as { GPU: GpuJs["GPU"] & GpuJs };

export const gpuJs: GpuJs = { GPU, input: GPU.input };
