import { arange, NotStarted, Random, ShapeError, tensor, Tensor, zeros } from "#tensor";
import { describe, expect, test } from "vitest";

describe("laws", () => {
  const x = new Random(1).normal([2, 3]);
  const results: Record<string, Tensor> = {
    add: x.add(0),
    abs: x.abs(),
    map: x.map((value) => value),
    "sum over no axes": x.sum([]),
    sumTo: x.sumTo([2, 3]),
    broadcastTo: x.broadcastTo([2, 3]),
    reshape: x.reshape([2, 3]),
    flatten: x.flatten(),
    transpose: x.transpose([0, 1]),
    slice: x.slice(),
    pad: x.pad([
      [0, 0],
      [0, 0],
    ]),
    squeeze: x.squeeze(),
    expandDims: x.expandDims(0),
    gather: x.gather([0, 1]),
  };

  test.each(Object.keys(results))("%s shares no data with its operand, even when the values are the same", (name) => {
    const before = [...x.data];
    results[name]!.data.fill(0);
    expect([...x.data]).toEqual(before);
  });
});

describe("cases", () => {
  test("a Float64Array is adopted, a list is copied", () => {
    const data = Float64Array.of(1, 2);
    expect(new Tensor(data, [2]).data).toBe(data);
    const list = [1, 2];
    const x = new Tensor(list, [2]);
    list[0] = 9;
    expect(x.toArray()).toEqual([1, 2]);
  });

  test("later changes of the list that named the shape do not show", () => {
    const shape = [2];
    const x = new Tensor([1, 2], shape);
    shape[0] = 3;
    expect(x.shape).toEqual([2]);
  });

  test("rank and size count axes and values", () => {
    expect([tensor(1).rank, tensor(1).size, zeros([2, 0]).rank, zeros([2, 0]).size]).toEqual([0, 1, 2, 0]);
  });

  test("toArray keeps empty axes", () => {
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
    expect(zeros([0, 2]).toArray()).toEqual([]);
    expect(tensor(3).toArray()).toBe(3);
  });

  test("toString writes small tensors in full and the first values of large ones", () => {
    expect(String(tensor(0.5))).toBe("Tensor[] 0.5");
    expect(
      String(
        tensor([
          [1, NaN],
          [-Infinity, 2],
        ]),
      ),
    ).toBe("Tensor[2, 2] [[1, NaN], [-Infinity, 2]]");
    expect(String(arange(100).reshape([4, 25]))).toBe("Tensor[4, 25] 0, 1, 2, 3, 4, 5, ... (100 values)");
  });
});

describe("errors", () => {
  test("data that does not fill the shape is refused", () => {
    expect(() => new Tensor([1, 2, 3], [2, 2])).toThrow(
      new ShapeError("Tensor: data has 3 values, but shape [2, 2] holds 4."),
    );
  });

  test("item refuses a tensor of several values", () => {
    expect(() => zeros([2, 1]).item()).toThrow(new ShapeError("item: shape is [2, 1], expected exactly one value."));
  });

  test("ShapeError and NotStarted carry a name and a stable code", () => {
    expect(new ShapeError("x")).toMatchObject({ name: "ShapeError", code: "SHAPE", message: "x" });
    const stub = new NotStarted();
    expect(stub).toMatchObject({
      name: "NotStarted",
      code: "NOT_STARTED",
      message: "This function is not written yet.",
    });
  });
});
