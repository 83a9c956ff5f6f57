"""What the card itself can do: PyTorch's kernels on the rows of rows.ts, in float32 without TF32, as lines of JSON.

Only for the column beside which `npm run bench -- engines` is read on a machine with CUDA; nothing else needs Python.
"""

import json
import time

import torch
import torch.nn.functional as F

torch.backends.cuda.matmul.allow_tf32 = False
torch.backends.cudnn.allow_tf32 = False


def seconds(run):
    """The median of five measurements of at least a tenth of a second each, after three runs to warm up."""
    for _ in range(3):
        run()
    times = 1
    while timed(run, times) < 0.1:
        times *= 4
    return sorted(timed(run, times) / times for _ in range(5))[2]


def timed(run, times):
    torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(times):
        run()
    torch.cuda.synchronize()
    return time.perf_counter() - start


def row(operation, size, work, unit, run):
    print(json.dumps({"operation": operation, "size": size, "speed": work / 1e9 / seconds(run), "unit": unit}), flush=True)


def uniform(*shape):
    return torch.rand(*shape, device="cuda") * 2 - 1


print(json.dumps({"torch": torch.__version__, "cuda": torch.version.cuda, "card": torch.cuda.get_device_name()}))
for n in (256, 512, 1024, 2048, 4096):
    a, b = uniform(n, n), uniform(n, n)
    row("matmul", [n, n], 2 * n**3, "GFLOP/s", lambda: a @ b)
for batch, channels, side, maps in ((4, 8, 30, 16), (16, 64, 58, 64)):
    x, weight, bias = uniform(batch, channels, side, side), uniform(maps, channels, 3, 3), uniform(maps)
    work = 2 * batch * maps * (side - 2) ** 2 * channels * 9
    row("conv2d", [batch, channels, side, maps], work, "GFLOP/s", lambda: F.conv2d(x, weight, bias))
for length, depth in ((256, 64), (2048, 64)):
    q, k, v = (uniform(1, 1, length, depth) for _ in range(3))
    run = lambda: F.scaled_dot_product_attention(q, k, v)
    row("attention", [length, depth], 4 * length**2 * depth, "GFLOP/s", run)
for rows, columns in ((256, 1000), (8192, 1024)):
    x = uniform(rows, columns)
    row("softmax", [rows, columns], 8 * rows * columns, "GB/s", lambda: F.softmax(x, -1))
for rows, columns in ((256, 768), (8192, 1024)):
    x, gamma, beta = uniform(rows, columns), uniform(columns), uniform(columns)
    row("layerNorm", [rows, columns], 8 * rows * columns, "GB/s", lambda: F.layer_norm(x, (columns,), gamma, beta))
for length in (2**20, 2**24):
    x = uniform(length)
    row("sum", [length], 4 * length, "GB/s", lambda: x.sum())
for length in (2**20, 2**24):
    x, target = uniform(length), uniform(length)
    row("copy", [length], 8 * length, "GB/s", lambda: target.copy_(x))
