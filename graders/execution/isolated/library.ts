import { frameType, textFrame } from "./messages.ts";
import { ownModules } from "./own-modules.ts";

const session = "graders/execution/isolated/realm/session.ts";
const tensor = "reference/tensor/index.ts";

let prepared: Promise<Uint8Array> | undefined;

/** The frame with the modules that every realm holds: the tensor library, the codec and the session. Made once a process. */
export function libraryFrame(): Promise<Uint8Array> {
  return (prepared ??= ownModules([tensor, session], tensor).then((modules) =>
    textFrame(frameType.library, { modules, session, tensor }),
  ));
}
