import * as pulumi from "@pulumi/pulumi";
import { makeDomain } from "../../components/libvirt/boot";
import { Bridge } from "../../components/libvirt/bridge";
import { Hypervisor } from "../../components/libvirt/hypervisor";
import { instanceOf } from "../../components/platform";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { libvirtOf, machinesAt } from "../../topology/libvirt";
import { plan as makePlan } from "../../topology/make-plan";

/*
 * A program for the engine, not for jest: the machines of a plan on its hypervisors, made as platform libvirt makes them,
 * but without the wait until they have booted, as the image has nothing to boot. It is in the environment, and so is the
 * plan's configuration.
 */
const plan = makePlan(parseConfig("lab", JSON.parse(process.env["LAB_CONFIG"] ?? "") as ConfigInput));
const image = process.env["LAB_IMAGE"] ?? "";
const { hypervisors, bridge = "" } = libvirtOf(plan);
const channel = {
  PLATFORM: "libvirt",
  INSTANCE: instanceOf(plan),
  LIBVIRT_URIS: hypervisors.map(({ uri }) => uri).join(" "),
};

const link = new Bridge("network", { plan, bridge, channel });

const parent = new pulumi.ComponentResource("lab:Machines", "machines");

for (const planned of hypervisors) {
  const hypervisor = new Hypervisor({ plan, hypervisor: planned, image });
  for (const machine of machinesAt(plan, planned)) {
    const args = {
      ...{ plan, machine, link, hypervisor, after: [], lifetime: "managed" as const },
      ignition: pulumi.output("{}"),
      channel: { ...channel, LIBVIRT_URI: planned.uri },
    };
    makeDomain(machine.name, args, { parent });
  }
}
