import { parse } from "yaml";
import { type Entry, type ExaminedMachine, type Flags, kindOf, type Program } from "../../checks/cis/machine";
import { proxyConfiguration } from "../../checks/cis/kube-proxy";
import { machineFiles } from "../../ignition/node";
import { type MachineFiles, type NodeDirectory, type NodeFile, owners } from "../../manifests/file";
import { kubeProxy } from "../../manifests/kubernetes/objects/kube-proxy";
import { filesOfUnit } from "../../manifests/unit-files";
import type { Bundle } from "../../pki/bundle";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { flagsOf } from "../unit/manifests/rendered";

const programs = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

/** A machine as it would be if it booted now: what the program renders for it, and nothing that runs. */
export function renderedMachine(plan: ClusterPlan, bundle: Bundle, machine: Machine): ExaminedMachine {
  const rendered = machineFiles(plan, bundle, machine);
  const files = [...rendered.files, ...rendered.units.flatMap(filesOfUnit)];
  const proxy = proxyOf(plan);
  const texts = Object.fromEntries(files.map(({ path, contents }) => [path, contents]));
  return {
    name: machine.name,
    kind: kindOf(plan.topology, machine.role),
    entries: [...rendered.directories, ...files].map(entryOf).concat(proxy.entries),
    flags: { ...podFlags(rendered), ...unitFlags(files) },
    texts: { ...texts, [proxyConfiguration]: proxy.configuration },
    kubelet: parse(texts["/etc/kubernetes/kubelet/config.yaml"] ?? "{}") as ExaminedMachine["kubelet"],
  };
}

function entryOf({ path, mode, owner }: NodeDirectory | NodeFile): Entry {
  if (!(owner in owners)) throw new Error(`nobody is called ${owner}`);
  return { path, mode, owner: `${owner}:${owner}` };
}

function podFlags({ files }: MachineFiles): Partial<Record<Program, Flags>> {
  const pods = programs.flatMap((program) =>
    files
      .filter(({ path }) => path.endsWith(`/${program}.yaml`))
      .map(({ contents }) => [program, flagsOf(contents)] as const),
  );
  return Object.fromEntries(pods);
}

/** The flags in the units of programs that run without a pod, a line each. */
function unitFlags(files: readonly NodeFile[]): Partial<Record<Program, Flags>> {
  const units = (["kubelet", "etcd"] as const).flatMap((program) =>
    files
      .filter(({ path }) => path.endsWith(`/system/${program}.service`))
      .map(({ contents }) => [program, flagsInUnit(contents)] as const),
  );
  return Object.fromEntries(units);
}

function flagsInUnit(unit: string): Flags {
  return new Map(
    [...unit.matchAll(/^ {2}--([a-z-]+)=(\S+)/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** What kube-proxy reads: a ConfigMap that the kubelet writes into its pod, with the mode of the volume. */
function proxyOf(plan: ClusterPlan): { readonly entries: readonly Entry[]; readonly configuration: string } {
  const objects = kubeProxy(plan);
  const data = objects.find((object) => object.kind === "ConfigMap")?.data ?? {};
  const pod = objects.find((object) => object.kind === "DaemonSet")?.spec.template.spec;
  const volume = pod?.volumes?.find(({ configMap }) => configMap !== undefined)?.configMap;
  return {
    entries: [{ path: "/etc/kube-proxy/kubeconfig", mode: volume?.defaultMode ?? 0o644, owner: "root:root" }],
    configuration: data["config.yaml"] ?? "",
  };
}
