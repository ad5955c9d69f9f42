import { isDeepStrictEqual } from "node:util";
import type { ConfigValues } from "../config-schema";
import { imageRules } from "../image-rules";
import { libvirtSchema, type LibvirtValues } from "../libvirt-schema";
import { hypervisorProblems, unknownHypervisors, unknownMachines } from "../placement-rules";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { refusedWishes } from "./wishes";

type Keys = Pick<ConfigValues, "platform" | "libvirt">;

/** The rules on the virtual machine that MicroShift runs on, in the order in which their problems are shown. */
export const libvirtRules: readonly Rule[] = [
  rule(["platform", "libvirt"], someImage),
  rule(["platform", "libvirt"], ofMachine(hypervisorProblems)),
  rule(
    ["platform", "libvirt"],
    ofMachine((libvirt) => unknownMachines(libvirt, ["node-1"])),
  ),
  rule(["platform", "libvirt"], ofMachine(unknownHypervisors)),
  rule(["platform", "libvirt"], ofMachine(othersOfNobody)),
  ...imageRules,
];

/** What platform libvirt is told; on others the whole key is refused. */
function ofMachine(problems: (libvirt: LibvirtValues) => readonly Problem[]) {
  return ({ platform, libvirt }: Keys): readonly Problem[] =>
    platform === "libvirt" && libvirt !== undefined ? problems(libvirt) : [];
}

/** The image that this project makes is one of Debian, for which there are no packages of MicroShift. */
function someImage({ platform, libvirt }: Keys): readonly Problem[] {
  if (platform !== "libvirt" || libvirt?.image !== undefined) return [];
  return [
    {
      what: "there is no image that MicroShift runs on",
      where: "libvirt.image",
      value: undefined,
      why: "the image that is made here has no MicroShift in it, and its packages are for RHEL, CentOS Stream and Fedora",
      remedy:
        "pulumi config set --path libvirt.image.url and libvirt.image.sha256 to those of an image of such a system",
    },
  ];
}

const usual = libvirtSchema.parse({});

/** The machine is a control plane, which clients reach at its own address. */
function othersOfNobody({ loadBalancer, machines }: LibvirtValues): readonly Problem[] {
  const sizes = (["etcd", "loadBalancer", "bootstrap", "worker"] as const).map((role) => ({
    where: `libvirt.machines.${role}`,
    value: isDeepStrictEqual(machines[role], usual.machines[role]) ? undefined : machines[role],
    instead: `pulumi config set --path libvirt.machines.controlPlane.memory 3072`,
  }));
  const balancer = {
    where: "libvirt.loadBalancer",
    value: loadBalancer === usual.loadBalancer ? undefined : loadBalancer,
    instead: "",
  };
  return refusedWishes(
    [balancer, ...sizes].map((wish) => ({
      ...wish,
      what: "MicroShift has one virtual machine, a control plane",
      why: "clients reach the API at its own address, and no other machine is made",
    })),
  );
}
