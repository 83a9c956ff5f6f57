import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/relu-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/relu-kernel", () => import("./relu-kernel.ts"));
