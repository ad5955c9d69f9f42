import type { FetchedConfig, MachineFiles } from "../manifests/file";
import type { Bundle } from "../pki/bundle";
import { type ClusterPlan, type Machine, type NodeMachine, nodesOf } from "../topology/plan";
import { bootstrapFiles } from "./bootstrap";
import { dataUrl, type IgnitionConfig } from "./config";
import { controlPlaneFiles } from "./control-plane";
import { etcdMachineFiles } from "./etcd";
import { allFiles } from "./given";
import { loadBalancerFiles } from "./load-balancer";
import { accountsOf, ownership } from "./ownership";
import { packed } from "./packed";
import { type Addressee, assertValid } from "./validate";
import { workerFiles } from "./worker";

/** The directories, files and units of a machine, by its role. Secret. */
export function machineFiles(plan: ClusterPlan, bundle: Bundle, machine: Machine): MachineFiles {
  switch (machine.role) {
    case "etcd":
      return etcdMachineFiles(plan, bundle, machine);
    case "loadBalancer":
      return loadBalancerFiles(plan, bundle, machine);
    case "bootstrap":
      return bootstrapFiles(plan, bundle);
    case "controlPlane":
      return controlPlaneFiles(plan, bundle, nodeOf(plan, machine));
    case "worker":
      return workerFiles(plan, bundle, nodeOf(plan, machine));
  }
}

/**
 * What a machine is given at its first boot, as Ignition's JSON, packed. The same inputs give the same text. Secret.
 * Throws with everything that is wrong where Ignition would fail inside the machine.
 */
export function nodeIgnition(files: MachineFiles, addressee: Addressee): string {
  const config = ignitionConfig(files);
  assertValid(config, addressee);
  return packed(config);
}

/**
 * The files and units in Ignition's terms. What a unit says goes into files, since Ignition would give a unit's contents
 * to every reader of the machine.
 */
export function ignitionConfig(given: MachineFiles): IgnitionConfig {
  const { directories, units, logins, fetches } = given;
  const all = allFiles(given);
  return {
    ignition: { version: "3.3.0", ...fetched(fetches) },
    ...accountsOf([...directories, ...all], logins),
    storage: {
      directories: directories.map(({ path, mode, owner }) => ({ path, mode, ...ownership(owner) })),
      // The machine image brings the defaults of its packages, which these files replace.
      files: all.map(({ path, mode, owner, contents }) => ({
        path,
        mode,
        ...ownership(owner),
        overwrite: true,
        contents: { source: dataUrl(contents) },
      })),
    },
    systemd: { units: units.map(({ name, enabled }) => ({ name, enabled })) },
  };
}

/** What is fetched is taken for a part of the config, by a server whose authority nobody but this config knows. */
function fetched(configs: readonly FetchedConfig[] = []): Partial<IgnitionConfig["ignition"]> {
  if (configs.length === 0) return {};
  const certificateAuthorities = configs.map(({ authorityPem }) => ({ source: dataUrl(authorityPem) }));
  return {
    config: { merge: configs.map(({ source }) => ({ source })) },
    security: { tls: { certificateAuthorities } },
  };
}

function nodeOf(plan: ClusterPlan, machine: Machine): NodeMachine {
  const node = nodesOf(plan).find(({ name }) => name === machine.name);
  if (node === undefined) throw new Error(`the plan has no node ${machine.name}`);
  return node;
}
