/** Writes an ONNX model: a few nodes, all tensors given as inputs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import protobuf from "protobufjs";

/** A number becomes an integer attribute where ONNX wants one: write `{ float: 1 }` for a float that looks whole. */
export type Attribute = number | { readonly float: number } | string | readonly number[];

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: { readonly [name: string]: Attribute };
}

export interface Input {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: "float32" | "int64" | "bool";
}

const { root } = protobuf.parse(readFileSync(join(import.meta.dirname, "onnx.proto"), "utf8"), { keepCase: true });
const modelType = root.lookupType("onnx.ModelProto");
const elementTypes = { float32: 1, int64: 7, bool: 9 };

/** The bytes of a model. Outputs are of type float32, their shapes are left to the runtime. */
export function encodeModel(
  nodes: readonly Node[],
  inputs: readonly Input[],
  outputs: readonly string[],
  opset: number,
): Uint8Array {
  const model = {
    ir_version: 8,
    opset_import: [{ domain: "", version: opset }],
    graph: {
      name: "oracle",
      node: nodes.map(({ op, inputs, outputs, attributes = {} }) => ({
        op_type: op,
        input: inputs,
        output: outputs,
        attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...encodeAttribute(value) })),
      })),
      input: inputs.map(({ name, shape, type }) => ({
        name,
        type: {
          tensor_type: { elem_type: elementTypes[type], shape: { dim: shape.map((size) => ({ dim_value: size })) } },
        },
      })),
      output: outputs.map((name) => ({ name, type: { tensor_type: { elem_type: elementTypes.float32 } } })),
    },
  };
  return modelType.encode(modelType.fromObject(model)).finish();
}

function encodeAttribute(value: Attribute): object {
  if (typeof value === "string") return { s: new TextEncoder().encode(value), type: 3 };
  if (typeof value === "object" && "float" in value) return { f: value.float, type: 1 };
  if (typeof value !== "number") return { ints: value, type: 7 };
  return Number.isInteger(value) ? { i: value, type: 2 } : { f: value, type: 1 };
}
