/** What a realm of its own runs to execute plans: gpu.js and the device on top of it. */
import type { Tensor } from "#tensor";
import type { Plan, Planned } from "../../../reference/gpu/recording-device.ts";
import { gpuJs } from "./gpu-js.ts";
import { GpuJsDevice, type Mode } from "./gpujs.ts";

const devices = new Map<Mode, GpuJsDevice>();

export function run(mode: Mode, plan: Plan, args: readonly Tensor[], wanted: readonly Planned[]): Promise<Tensor[]> {
  const device = devices.get(mode) ?? new GpuJsDevice(gpuJs, mode);
  devices.set(mode, device);
  return device.run(plan, args, wanted);
}
