import { allFiles } from "../../ignition/given";
import { openshiftMachineFiles } from "../../ignition/openshift/machine";
import type { NodeFile } from "../../manifests/file";
import { haproxyConfiguration } from "../../manifests/haproxy";
import type { OpenshiftObject } from "../../manifests/openshift/objects/object";
import type { ConfigInput } from "../../topology/config";
import { isOpenshift, type OpenshiftClusterPlan } from "../../topology/openshift/plan";
import type { Machine } from "../../topology/plan";
import { openshiftTestBundle } from "./openshift-keys";
import { testObjects, testOwnerSecrets } from "./openshift-objects";
import { anyPlanOf } from "./plan";

/** Everything that is rendered for a cluster of OpenShift, from its configuration on. */
export interface OpenshiftAssets {
  readonly plan: OpenshiftClusterPlan;
  readonly objects: readonly OpenshiftObject[];
  /** The configuration of its load balancer. */
  readonly haproxy: string;
  /** The files of the bootstrap machine, units among them. */
  readonly bootstrap: readonly NodeFile[];
  /** The same of any machine. */
  readonly filesOf: (machine: Machine) => readonly NodeFile[];
}

/** Renders everything that a configuration comes to; throws where it is refused. */
export function openshiftAssets(input: ConfigInput): OpenshiftAssets {
  const plan = anyPlanOf(input);
  if (!isOpenshift(plan)) throw new Error(`distribution ${plan.distribution} is not OpenShift`);
  const bundle = openshiftTestBundle(plan);
  const filesOf = (machine: Machine) =>
    allFiles(openshiftMachineFiles(plan, { bundle, values: testOwnerSecrets }, machine));
  return {
    plan,
    objects: testObjects(plan, bundle),
    haproxy: haproxyConfiguration(plan),
    bootstrap: filesOf(plan.bootstrap),
    filesOf,
  };
}

/** The servers of a backend of HAProxy, by their names. */
export function serversIn(haproxy: string, backend: string): readonly string[] {
  const section = haproxy.split(/\n(?=\S)/).find((text) => text.startsWith(`backend ${backend}\n`)) ?? "";
  return [...section.matchAll(/^ {2}server (\S+) /gm)].map(([, name = ""]) => name);
}

/** The text of a file; throws where there is none. */
export function textAt(files: readonly NodeFile[], path: string): string {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found.contents;
}
