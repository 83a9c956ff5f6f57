import { exercise } from "#graders/student.ts";
import type { AdadeltaModule } from "#specs/08-optimisers/adadelta.programs.ts";

exercise<AdadeltaModule>("08-optimisers/adadelta", () => import("./adadelta.ts"));
