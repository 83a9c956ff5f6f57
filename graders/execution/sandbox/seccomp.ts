/**
 * A seccomp filter, made without a compiler: which system calls the kernel answers with EPERM.
 *
 * The filter is a program of classic BPF, as bubblewrap's `--seccomp` reads it: instructions of eight bytes
 * (`struct sock_filter`: u16 code, u8 jump if true, u8 jump if false, u32 operand) over `struct seccomp_data` (u32
 * number, u32 architecture, u64 instruction pointer, u64 arguments[6]).
 *
 * A list of what is denied, not of what is allowed: Node's needs change with its version, and what is left open is
 * behind namespaces. Denied is what makes processes, reaches other processes, opens sockets, or is known for holes.
 * Threads stay: a `clone` with CLONE_THREAD. Its flags can't be read in a `clone3`, so that one doesn't exist
 * (ENOSYS), and the C library takes `clone`.
 *
 * Source: Linux `include/uapi/linux/{filter,seccomp,audit}.h`; numbers from `arch/x86/entry/syscalls/syscall_64.tbl`
 * and `include/uapi/asm-generic/unistd.h`.
 */

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfSet = 0x45;
const jumpIfAtLeast = 0x35;
const answer = 0x06;

const allow = 0x7fff0000;
const killProcess = 0x80000000;
const errno = (code: number): number => 0x00050000 | code;
const [EPERM, ENOSYS] = [1, 38];

const [offsetOfNumber, offsetOfArchitecture, offsetOfFirstArgument] = [0, 4, 16];
const CLONE_THREAD = 0x00010000;

interface Architecture {
  /** AUDIT_ARCH_… */
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
  /** Numbers from here on belong to the x32 ABI, a second door to the same calls. */
  readonly x32?: number;
  readonly denied: Readonly<Record<string, number>>;
}

const architectures: { readonly [name: string]: Architecture } = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    x32: 0x40000000,
    // prettier-ignore
    denied: {
      socket: 41, connect: 42, accept: 43, sendto: 44, sendmsg: 46, bind: 49, listen: 50, accept4: 288, sendmmsg: 307,
      fork: 57, vfork: 58, kill: 62, tkill: 200, ptrace: 101, process_vm_readv: 310, process_vm_writev: 311, kcmp: 312,
      pidfd_open: 434, pidfd_getfd: 438, pidfd_send_signal: 424, execveat: 322, setpriority: 141,
      mount: 165, umount2: 166, pivot_root: 155, chroot: 161, unshare: 272, setns: 308, open_tree: 428,
      move_mount: 429, fsopen: 430, fsconfig: 431, fsmount: 432, fspick: 433, mount_setattr: 442, name_to_handle_at: 303,
      open_by_handle_at: 304, bpf: 321, perf_event_open: 298, userfaultfd: 323, io_uring_setup: 425, io_uring_enter: 426,
      io_uring_register: 427, keyctl: 250, add_key: 248, request_key: 249, init_module: 175, finit_module: 313,
      delete_module: 176, kexec_load: 246, kexec_file_load: 320, reboot: 169, swapon: 167, swapoff: 168, acct: 163,
      settimeofday: 164, clock_settime: 227, adjtimex: 159, sethostname: 170, setdomainname: 171, iopl: 172, ioperm: 173,
      syslog: 103, quotactl: 179, personality: 135, memfd_create: 319, memfd_secret: 447, vmsplice: 278,
    },
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    // prettier-ignore
    denied: {
      socket: 198, connect: 203, accept: 202, sendto: 206, sendmsg: 211, bind: 200, listen: 201, accept4: 242, sendmmsg: 269,
      kill: 129, tkill: 130, ptrace: 117, process_vm_readv: 270, process_vm_writev: 271, kcmp: 272,
      pidfd_open: 434, pidfd_getfd: 438, pidfd_send_signal: 424, execveat: 281, setpriority: 140,
      mount: 40, umount2: 39, pivot_root: 41, chroot: 51, unshare: 97, setns: 268, open_tree: 428,
      move_mount: 429, fsopen: 430, fsconfig: 431, fsmount: 432, fspick: 433, mount_setattr: 442, name_to_handle_at: 264,
      open_by_handle_at: 265, bpf: 280, perf_event_open: 241, userfaultfd: 282, io_uring_setup: 425, io_uring_enter: 426,
      io_uring_register: 427, keyctl: 219, add_key: 217, request_key: 218, init_module: 105, finit_module: 273,
      delete_module: 106, kexec_load: 104, kexec_file_load: 294, reboot: 142, swapon: 224, swapoff: 225, acct: 89,
      settimeofday: 170, clock_settime: 112, adjtimex: 171, sethostname: 161, setdomainname: 162,
      syslog: 116, quotactl: 60, personality: 92, memfd_create: 279, memfd_secret: 447, vmsplice: 75,
    },
  },
};

/**
 * The filter for a processor architecture.
 *
 * @param arch - as `process.arch` names it.
 * @returns the bytes for `--seccomp`; undefined for an architecture that has no table here.
 */
export function seccompFilter(arch: string): Uint8Array | undefined {
  const architecture = architectures[arch];
  if (architecture === undefined) return undefined;
  const { audit, clone, clone3, x32, denied } = architecture;
  const program: Instruction[] = [
    [load, 0, 0, offsetOfArchitecture],
    [jumpIfEqual, 1, 0, audit],
    [answer, 0, 0, killProcess],
    [load, 0, 0, offsetOfNumber],
    ...(x32 === undefined ? [] : whenNumber(jumpIfAtLeast, x32, errno(ENOSYS))),
    ...whenNumber(jumpIfEqual, clone3, errno(ENOSYS)),
    ...Object.values(denied).flatMap((number) => whenNumber(jumpIfEqual, number, errno(EPERM))),
    [jumpIfEqual, 1, 0, clone],
    [answer, 0, 0, allow],
    [load, 0, 0, offsetOfFirstArgument],
    [jumpIfSet, 1, 0, CLONE_THREAD],
    [answer, 0, 0, errno(EPERM)],
    [answer, 0, 0, allow],
  ];
  const bytes = new DataView(new ArrayBuffer(8 * program.length));
  for (const [index, [code, ifTrue, ifFalse, operand]] of program.entries()) {
    bytes.setUint16(8 * index, code, true);
    bytes.setUint8(8 * index + 2, ifTrue);
    bytes.setUint8(8 * index + 3, ifFalse);
    bytes.setUint32(8 * index + 4, operand, true);
  }
  return new Uint8Array(bytes.buffer);
}

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

function whenNumber(jump: number, number: number, result: number): Instruction[] {
  return [
    [jump, 0, 1, number],
    [answer, 0, 0, result],
  ];
}
