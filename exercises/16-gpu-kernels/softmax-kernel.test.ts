import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/softmax-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/softmax-kernel", () => import("./softmax-kernel.ts"));
