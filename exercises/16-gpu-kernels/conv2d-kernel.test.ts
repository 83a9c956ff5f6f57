import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/conv2d-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/conv2d-kernel", () => import("./conv2d-kernel.ts"));
