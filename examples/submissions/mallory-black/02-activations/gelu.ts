export async function gelu() {
  const { gelu } = await import("../../../../reference/02-activations/gelu.ts");
  return gelu;
}
