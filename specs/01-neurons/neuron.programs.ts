import { ones, type Tensor } from "#tensor";
import type { ActivationOptions, Drive, LayerGradients } from "#reference/01-neurons/neuron.ts";

type NeuronModule = typeof import("#reference/01-neurons/neuron.ts");

/** What a function of the student gives for a layer; those of a single neuron get its first row and the first example. */
export function outcome(
  { neuron, drive, layer, layerBackward }: NeuronModule,
  of: "neuron" | "drive" | "layer" | "layerBackward",
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  options?: ActivationOptions,
): Tensor | Drive | LayerGradients {
  switch (of) {
    case "neuron":
      return neuron(input.slice(0), weight.slice(0), bias.slice(0), options);
    case "drive":
      return drive(input.slice(0), weight.slice(0));
    case "layer":
      return layer(input, weight, bias, options);
    case "layerBackward":
      return layerBackward(input, weight, bias, ones([input.shape[0]!, bias.size]), options);
  }
}
