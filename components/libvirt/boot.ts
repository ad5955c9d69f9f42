import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { consoleLog } from "../../manifests/libvirt/domain";
import { libvirtOf } from "../../topology/libvirt";
import { isOpenshift } from "../../topology/openshift/plan";
import { loadBalancerNames } from "../channel";
import { type Boot, type BootOptions, ignoredIn, sharedScript } from "../platform";
import type { Access } from "./access";
import {
  type DomainArgs,
  domainName,
  handConfig,
  type MadeDomain,
  makeDisk,
  makeMachineDomain,
  volumeUse,
} from "./domain";
import { script } from "./instance";

/** What a machine is booted with beside what its domain is made from. */
export interface DomainBootArgs extends DomainArgs {
  readonly access: Access;
}

/** How long a machine may take to boot and to apply its config; a node of CoreOS fetches half of it, and may wait for the server. */
const bootSeconds = { kvm: 180, qemu: 900, coreos: 1200 } as const;

/** A machine as a domain: its disk, its Ignition config and the domain itself. */
export function makeDomain(name: string, args: DomainArgs, options: BootOptions): MadeDomain {
  const { ignition, lifetime, hypervisor } = args;
  const volume = makeDisk(name, args, { baseVolumeId: hypervisor.storage.base.id }, options);
  const config = handConfig(name, args, { by: "ignition", volume, environment: {} }, options);
  const coreosIgnition = volumeUse(config, args);
  const domain = makeMachineDomain(name, args, { volume, coreosIgnition }, options);
  const given = lifetime === "once" ? config.stdin.apply((text) => text ?? "") : pulumi.output(ignition);
  return { domain, given: pulumi.secret(given) };
}

/** A machine as a domain, and the wait until it has booted. */
export function bootDomain(name: string, args: DomainBootArgs, { parent }: BootOptions): Boot {
  const { plan, machine, lifetime, access, channel } = args;
  const { domainType } = libvirtOf(plan);
  const { domain, given } = makeDomain(name, args, { parent });
  const booted = new command.local.Command(
    `${name}-booted`,
    {
      create: script("machine-booted"),
      update: sharedScript("machine-update"),
      stdin: given,
      environment: {
        ...channel,
        NAME: machine.name,
        LOAD_BALANCERS: loadBalancerNames(plan),
        CONSOLE_LOG: consoleLog(domainName(args)),
        BOOT_SECONDS: String(bootSeconds[isOpenshift(plan) ? "coreos" : domainType]),
      },
      triggers: [domain.id],
    },
    {
      parent,
      dependsOn: [access.ready],
      deleteBeforeReplace: true,
      ignoreChanges: ignoredIn(lifetime),
    },
  );
  return { made: domain, booted };
}
