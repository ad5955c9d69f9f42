import type * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { MachineFiles } from "../../manifests/file";
import type { SshLogin } from "../../pki/ssh";
import { hypervisorName } from "../../topology/hypervisor";
import { hypervisorOf, type LibvirtPlan, libvirtOf, onlyHypervisorOf } from "../../topology/libvirt";
import { patienceVariable } from "../../topology/patience";
import type { ClusterPlan, Machine } from "../../topology/plan";
import {
  type Boot,
  type BootArgs,
  type BootOptions,
  type InstalledArgs,
  instanceOf,
  type Platform,
} from "../platform";
import { Access } from "./access";
import { bootDomain, type DomainBootArgs } from "./boot";
import { Bridge } from "./bridge";
import { Hypervisor } from "./hypervisor";
import { sshFolder } from "./instance";
import { bootLiveDomain, installedDomain } from "./live";
import { type MachineLink, MachineNetwork } from "./machine-network";

/** What the libvirt platform is made from. */
export interface LibvirtPlatformArgs {
  readonly plan: ClusterPlan;
  /** The file of the image that machines boot from. */
  readonly image: string;
  readonly clock: Date | undefined;
}

/** An emulated machine takes minutes for what others do in seconds (topology/patience.ts). */
const paceOf: Readonly<Record<LibvirtPlan["domainType"], Platform["pace"]>> = {
  kvm: {},
  qemu: { [patienceVariable]: "1200" },
};

/** Machines as libvirt's domains, on a network that has its own domain and DNS, or on a bridge that is there. */
export class LibvirtPlatform implements Platform {
  readonly network: pulumi.CustomResource;
  readonly wayToApi: pulumi.Resource;
  /** This host has an address of the machines' network, or is routed to it. */
  readonly inNetwork = "";
  readonly channel: Platform["channel"];
  readonly pace: Platform["pace"];
  private readonly hypervisors: readonly Hypervisor[];
  private readonly link: MachineLink;
  private readonly access: Access;

  constructor(private readonly args: LibvirtPlatformArgs) {
    const { plan, image, clock } = args;
    const { hypervisors, domainType } = libvirtOf(plan);
    this.pace = paceOf[domainType];
    this.channel = {
      PLATFORM: "libvirt",
      INSTANCE: instanceOf(plan),
      SSH_FOLDER: sshFolder(plan),
      ...this.pace,
    };
    this.hypervisors = hypervisors.map((hypervisor) => new Hypervisor({ plan, hypervisor, image }));
    this.link = this.makeLink();
    this.network = this.link.network;
    this.wayToApi = this.link.network;
    this.access = new Access("access", { plan, clock });
  }

  channelTo(machine: string): Platform["channel"] {
    return { ...this.channel, LIBVIRT_URI: this.hypervisorWith(machine).planned.uri };
  }

  boot(name: string, args: BootArgs, options: BootOptions): Boot {
    return bootDomain(name, this.domainArgs(args), options);
  }

  bootLive(name: string, args: BootArgs, options: BootOptions): Boot {
    return bootLiveDomain(name, this.domainArgs(args), options);
  }

  installed(name: string, args: InstalledArgs, options: BootOptions): command.local.Command {
    return installedDomain(name, { ...args, channel: this.channelTo(args.machine.name) }, options);
  }

  extraFilesOf(machine: Machine): pulumi.Output<MachineFiles> {
    return this.access.filesOf(machine);
  }

  /** By what a machine is logged in to as root, past the scripts of the channel. Secret. */
  loginTo(machine: Machine): pulumi.Output<SshLogin> {
    return this.access.loginTo(machine);
  }

  private domainArgs(args: BootArgs): DomainBootArgs {
    const { plan } = this.args;
    const { link, access } = this;
    const hypervisor = this.hypervisorWith(args.machine.name);
    const channel = this.channelTo(args.machine.name);
    return { ...args, plan, link, hypervisor, access, channel };
  }

  /** A network behind NAT is on the only hypervisor. */
  private makeLink(): MachineLink {
    const { plan } = this.args;
    const { hypervisors, bridge } = libvirtOf(plan);
    // The guard looks at the machines of all of them.
    const channel = { ...this.channel, LIBVIRT_URIS: hypervisors.map(({ uri }) => uri).join(" ") };
    if (bridge !== undefined) return new Bridge("network", { plan, bridge, channel });
    const [provider] = this.hypervisors.map((each) => each.provider);
    if (provider === undefined) throw new Error("there is no hypervisor");
    return new MachineNetwork("network", { plan, channel }, { provider });
  }

  /** By its own name the one is meant that is the load balancer: there is no other then. */
  private hypervisorWith(machine: string): Hypervisor {
    const { plan } = this.args;
    const { name } = machine === hypervisorName ? onlyHypervisorOf(plan) : hypervisorOf(plan, machine);
    const found = this.hypervisors.find(({ planned }) => planned.name === name);
    if (found === undefined) throw new Error(`hypervisor ${name} was not made`);
    return found;
  }
}
