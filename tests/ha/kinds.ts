import { networkOff, pausing, powerOff, processKilled, processStopped, reset, type Inject } from "./inject";

/** How long a fault lasts at least, in seconds. */
export const heldSeconds = 10;

/** A way in which a machine, or a part of it, can fail. */
export interface FaultKind {
  readonly what: string;
  /** What the fault stands for. */
  readonly why: string;
  /** `held`: until it is healed; `over at once`: the machine, or its kubelet, sees to it by itself. */
  readonly lasts: "held" | "over at once";
  readonly inject: Inject;
}

/** All kinds of faults. */
export const faultKinds = {
  freeze: {
    what: "all of its processes stand still (`podman pause`)",
    why: "a host that swaps, a live migration: its kernel accepts connections and nobody answers; the harshest",
    lasts: "held",
    inject: pausing,
  },
  kill: {
    what: "it is switched off hard and stays off (`podman kill`)",
    why: "a power cut: nobody is told, nothing is written to disk, its address is gone",
    lasts: "held",
    inject: powerOff,
  },
  disconnect: {
    what: "its cable is pulled (the host's end of its veth pair is set down)",
    why: "a switch or a network card that fails: it runs on and hears nobody",
    lasts: "held",
    inject: networkOff,
  },
  reset: {
    what: "its first process is killed: it boots from its disk by itself",
    why: "a crash, or the reset button",
    lasts: "over at once",
    inject: reset,
  },
  "kill the API server of": {
    what: "kube-apiserver alone is killed by SIGKILL",
    why: "it runs out of memory, or has a bug; the machine's kernel closes its connections",
    lasts: "over at once",
    inject: processKilled("kube-apiserver"),
  },
  "freeze the API server of": {
    what: "kube-apiserver alone is stopped by SIGSTOP, and goes on by SIGCONT",
    why: "a process that hangs: connections stay open, new ones are accepted and not answered",
    lasts: "held",
    inject: processStopped("kube-apiserver"),
  },
} as const satisfies Readonly<Record<string, FaultKind>>;

/** The name of a kind of faults. */
export type KindName = keyof typeof faultKinds;
