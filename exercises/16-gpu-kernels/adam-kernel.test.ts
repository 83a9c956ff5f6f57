import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/adam-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/adam-kernel", () => import("./adam-kernel.ts"));
