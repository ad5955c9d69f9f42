import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { imageSource } from "../../topology/image";
import type { ClusterPlan } from "../../topology/plan";
import { type Boot, type BootOptions, ignoredIn, type InstalledArgs, type Platform } from "../platform";
import type { DomainBootArgs } from "./boot";
import {
  type DomainArgs,
  handConfig,
  type MadeDomain,
  makeDisk,
  makeMachineDomain,
  volumeUse,
} from "./domain";
import { fetchedImageFile, imageProgram } from "./image";
import { script } from "./instance";

/** How long a live system may take to boot, which reads a gigabyte from a drive, and an installation with all that goes before it. */
const seconds = { boot: 900, installation: 3600 } as const;

/**
 * A machine as a domain with an empty disk and a live image in its drive. The disk goes first: an empty one boots nothing,
 * so that it is the image's turn, and an installed one never comes to it (facts: sno-plus.md, section 2).
 */
export function makeLiveDomain(name: string, args: DomainArgs, options: BootOptions): MadeDomain {
  const volume = makeDisk(name, args, { format: "qcow2" }, options);
  const environment = liveImage(args.plan);
  const image = handConfig(name, args, { by: "live-iso", volume, environment }, options);
  const domain = makeMachineDomain(
    name,
    args,
    {
      volume,
      // The provider's word for a drive with a disc that it overlooks when it reads a domain back, so that its end is no change.
      cloudinit: volumeUse(image, args),
      bootDevices: [{ devs: ["hd", "cdrom"] }],
    },
    options,
  );
  // A live system reads its config once; what it installs is not told of later ones either.
  return { domain, given: pulumi.secret(image.stdin.apply((text) => text ?? "")) };
}

/** Such a machine, and the wait until the live system has applied its config. */
export function bootLiveDomain(name: string, args: DomainBootArgs, { parent }: BootOptions): Boot {
  const { machine, lifetime, access, channel } = args;
  const { domain, given } = makeLiveDomain(name, args, { parent });
  const booted = new command.local.Command(
    `${name}-booted`,
    {
      create: script("live-booted"),
      stdin: given,
      environment: { ...channel, NAME: machine.name, BOOT_SECONDS: String(seconds.boot) },
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

/** What an installation is waited for with beside the machine. */
export interface InstalledDomainArgs extends InstalledArgs {
  /** The way to this machine. */
  readonly channel: Platform["channel"];
}

/** The wait until the machine runs from its disk, and the end of its live image. */
export function installedDomain(
  name: string,
  { machine, booted, after, channel }: InstalledDomainArgs,
  { parent }: BootOptions,
): command.local.Command {
  return new command.local.Command(
    `${name}-installed`,
    {
      create: script("live-installed"),
      environment: { ...channel, NAME: machine.name, INSTALL_SECONDS: String(seconds.installation) },
      triggers: [booted.id],
    },
    { parent, dependsOn: [booted, ...after], deleteBeforeReplace: true },
  );
}

/** The live image of a plan that has one: its file, and how that is fetched. */
function liveImage({ openshift }: ClusterPlan): Readonly<Record<string, string>> {
  if (openshift?.inPlace === undefined) throw new Error("the plan has no live image");
  const source = imageSource(openshift.inPlace.liveImage);
  return { IMAGE: fetchedImageFile(source, "live"), ...imageProgram(source, "live") };
}
