import * as pulumi from "@pulumi/pulumi";
import { Hypervisor } from "../../components/libvirt/hypervisor";
import { makeLiveDomain } from "../../components/libvirt/live";
import { MachineNetwork } from "../../components/libvirt/machine-network";
import { instanceOf } from "../../components/platform";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { libvirtOf } from "../../topology/libvirt";
import { plan as makePlan } from "../../topology/make-plan";
import type { ClusterPlan } from "../../topology/plan";

/*
 * A program for the engine, not for jest: the first control plane of a cluster that begins on it, made as platform libvirt
 * makes it, but smaller and without the waits, as its live image has no system. What differs from run to run is in its
 * environment.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const planned = makePlan(parseConfig("lab", JSON.parse(setting("LAB_CONFIG")) as ConfigInput));
const libvirt = libvirtOf(planned);
const controlPlane = { memory: 128, cpus: 1, disk: 1 };
const plan: ClusterPlan = {
  ...planned,
  libvirt: { ...libvirt, sizes: { ...libvirt.sizes, controlPlane } },
};
const [onlyHypervisor] = libvirt.hypervisors;
const [machine] = plan.controlPlanes;
if (onlyHypervisor === undefined || machine === undefined) throw new Error("the plan has no machine");

const channel = { PLATFORM: "libvirt", INSTANCE: instanceOf(plan), LIBVIRT_URIS: onlyHypervisor.uri };
const hypervisor = new Hypervisor({ plan, hypervisor: onlyHypervisor, image: setting("LAB_IMAGE") });
const link = new MachineNetwork("network", { plan, channel }, { provider: hypervisor.provider });
makeLiveDomain(
  machine.name,
  {
    ...{ plan, machine, link, hypervisor, after: [], lifetime: "managed" },
    ignition: pulumi.output(setting("LAB_IGNITION")),
    channel: { ...channel, LIBVIRT_URI: onlyHypervisor.uri },
  },
  { parent: new pulumi.ComponentResource("lab:Machines", "machines") },
);
