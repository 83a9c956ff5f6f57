import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/attention-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/attention-kernel", () => import("./attention-kernel.ts"));
