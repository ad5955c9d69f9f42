import type * as command from "@pulumi/command";
import * as libvirt from "@pulumi/libvirt";
import type * as pulumi from "@pulumi/pulumi";
import type { MachineFiles } from "../../manifests/file";
import { type LibvirtPlan, libvirtOf } from "../../topology/libvirt";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { type BootArgs, type BootOptions, instanceOf, type Platform } from "../platform";
import { Access } from "./access";
import { bootDomain } from "./boot";
import { sshFolder } from "./instance";
import { MachineNetwork } from "./machine-network";
import { Storage } from "./storage";

/** What the libvirt platform is made from. */
export interface LibvirtPlatformArgs {
  readonly plan: ClusterPlan;
  /** The file of the image that machines boot from. */
  readonly image: string;
  readonly clock: Date | undefined;
}

/** An emulated machine takes minutes for what others do in seconds (gates/patience.ts). */
const paceOf: Readonly<Record<LibvirtPlan["domainType"], Platform["pace"]>> = {
  kvm: {},
  qemu: { HARDWAY_PATIENCE: "1200" },
};

/** Machines as libvirt's domains, on a network that has its own domain and DNS. */
export class LibvirtPlatform implements Platform {
  readonly network: libvirt.Network;
  readonly wayToApi: pulumi.Resource;
  /** The hypervisor, which runs this program or is reached by it, has an address of the network. */
  readonly inNetwork = "";
  readonly channel: Platform["channel"];
  readonly pace: Platform["pace"];
  private readonly settings: LibvirtPlan;
  private readonly hypervisor: libvirt.Provider;
  private readonly storage: Storage;
  private readonly access: Access;

  constructor(private readonly args: LibvirtPlatformArgs) {
    const { plan, image, clock } = args;
    this.settings = libvirtOf(plan);
    const { uri, domainType } = this.settings;
    this.pace = paceOf[domainType];
    // The engine sets the version itself, to another one at every other operation.
    this.hypervisor = new libvirt.Provider("hypervisor", { uri }, { ignoreChanges: ["version"] });
    const providers = { provider: this.hypervisor };
    this.channel = {
      PLATFORM: "libvirt",
      INSTANCE: instanceOf(plan),
      LIBVIRT_URI: uri,
      SSH_FOLDER: sshFolder(plan),
    };
    const { network } = new MachineNetwork("network", { plan, channel: this.channel }, providers);
    this.network = network;
    this.wayToApi = network;
    this.storage = new Storage("storage", { plan, image }, providers);
    this.access = new Access("access", { plan, clock });
  }

  boot(name: string, args: BootArgs, { parent }: BootOptions): command.local.Command {
    const { plan } = this.args;
    const { network, storage, access, channel, hypervisor: provider } = this;
    return bootDomain(name, { ...args, plan, network, storage, access, channel }, { parent, provider });
  }

  extraFilesOf(machine: Machine): pulumi.Output<MachineFiles> {
    return this.access.filesOf(machine);
  }
}
