import { inputs } from "#graders/spec/authoring.ts";
import { pooling } from "./pooling-inputs.ts";

export default inputs({ maxPool2d: pooling });
