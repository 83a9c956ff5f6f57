/** The device that kernels run on: what exercises of unit 16 import as "#gpu". */
export type { Device, DeviceTensor, Kernel, Matrix, Thread, Vector, Volume } from "./device.ts";
export { PlainDevice } from "./plain-device.ts";
