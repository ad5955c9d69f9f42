import { apiServer } from "./api-server";
import { controlPlaneFiles } from "./control-plane-files";
import { controllerManager, etcd, schedulerPart } from "./control-plane-programs";
import { exceptions } from "./exceptions";
import type { Item, Part } from "./item";
import { kubeProxy } from "./kube-proxy";
import { kubelet } from "./kubelet";
import { logging } from "./logging";
import type { ExaminedMachine } from "./machine";
import { nodeFiles } from "./node-files";

/**
 * The CIS Kubernetes Benchmark 1.11 and 1.12 as far as it is about machines: all that its tools check by themselves, and
 * what else can be read off a machine.
 */
export const benchmark: readonly Part[] = [
  controlPlaneFiles,
  apiServer,
  controllerManager,
  schedulerPart,
  etcd,
  logging,
  nodeFiles,
  kubelet,
  kubeProxy,
];

/** The recommendations of a part, each with the machines that it is about. */
export function itemsOf({ on, items }: Part): readonly Required<Item>[] {
  return items.map((item) => ({ on, ...item }));
}

/** What the benchmark finds on a machine: a line for each thing that is wrong, exceptions replaced by what is instead. */
export function findingsOf(machine: ExaminedMachine): readonly string[] {
  const concerned = benchmark.flatMap(itemsOf).filter(({ on }) => on.includes(machine.kind));
  return concerned.flatMap(({ id, examine }) => {
    const exception = exceptions.find((each) => each.id === id);
    const examined = exception === undefined ? examine : exception.instead?.examine;
    return (examined?.(machine) ?? []).map((finding) => `${id} ${machine.name}: ${finding}`);
  });
}
