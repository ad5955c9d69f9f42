import type { Pace } from "../../topology/pace";
import type { MachineFiles } from "../file";
import { startAtBoot, unitText } from "../unit-text";

const debug = "/sys/kernel/debug";

/** The settings of Linux's scheduler; a kernel has those of its version (kernel/sched/debug.c, Linux 6.1 and 6.6). */
const settings = [
  { file: "features", value: "NO_WAKEUP_PREEMPTION", why: "a program that wakes up waits for its turn" },
  { file: "min_granularity_ns", value: "20000000", why: "a turn is not over before 20 ms" },
  { file: "latency_ns", value: "60000000", why: "of few programs each has a turn within 60 ms" },
  { file: "base_slice_ns", value: "20000000", why: "the same since Linux 6.6" },
] as const;

/**
 * Lets programs run for longer at a time where the processor is emulated: with each change from one to the other QEMU
 * forgets how it found their code and memory, and a node's Go programs wake up some thousand times a second.
 */
export function timeSlices(pace: Pace): Partial<MachineFiles> {
  return pace === "emulated" ? { units: [{ name: "time-slices.service", enabled: true, contents }] } : {};
}

const contents = unitText({
  Unit: { Description: "Longer turns for programs on an emulated processor", Before: "containerd.service" },
  Service: {
    Type: "oneshot",
    RemainAfterExit: "yes",
    ExecStart: [
      shell(`mountpoint --quiet ${debug} || mount -t debugfs debugfs ${debug}`),
      ...settings.map(({ file, value }) => {
        const path = `${debug}/sched/${file}`;
        return shell(`test ! -e ${path} || echo ${value} > ${path}`);
      }),
    ],
  },
  Install: startAtBoot,
});

function shell(line: string): string {
  return `/bin/sh -c '${line}'`;
}
