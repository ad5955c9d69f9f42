import type { MicroshiftPlan } from "../../../topology/microshift/plan";
import { digestOf } from "../../file-digest";
import type { NodeFile } from "../../file";
import { microshiftFiles } from "../files";
import { gitopsPackageFolder } from "../gitops";
import { microshiftPaths } from "../paths";
import { firewallText } from "./firewall";
import { kernelSettings } from "./kernel";
import { packageTurns, recommendedPackages } from "./packages";
import { repositoriesOf } from "./repositories";
import { wildcardDnsFiles } from "./wildcard-dns";

/** The steps by which a host comes to run MicroShift; each is called like its script in components/microshift/host. */
export type StepName =
  | "facts"
  | "repositories"
  | "packages"
  | "pull-secret"
  | "configuration"
  | "firewall"
  | "kernel"
  | "wildcard-dns"
  | "service"
  | "kubeconfig";

/** One step on the host. Each can be run at any time, and changes only what is not yet as it shall be. */
export interface HostStep {
  readonly name: StepName;
  readonly why: string;
  /** What its script is told, as variables of the shell. Not secret. */
  readonly values: Readonly<Record<string, string>>;
  /** The files that its script puts. Not secret. */
  readonly files: readonly NodeFile[];
  /** What it has to do with the pull secret: it reads it from standard input, or runs again when it is another one. */
  readonly pullSecret: "read" | "confirmed" | "nothing";
  readonly onDelete: "undone" | "forgotten";
  /** Values of which another one means that the step is undone before it is done anew. */
  readonly remadeWith: readonly string[];
}

/** The host of a plan: how it is called, and whether images are pulled with a secret. */
export interface PlannedHost {
  readonly name: string;
  /** The address or name at which it is reached by ssh, and its API by clients. */
  readonly address: string;
  readonly pullSecret: "given" | "none";
}

/** What is free before MicroShift comes, in MiB: a starter's root file system has 10 GiB (facts: microshift.md, A2), and the system is on it already. */
const roomMib = 6144;

/** A kubeconfig is written while MicroShift starts, before it says that it is ready. */
const kubeconfigSeconds = 120;

/** A step, of which only its own is to be said. */
function step(own: Pick<HostStep, "name" | "why"> & Partial<HostStep>): HostStep {
  return { values: {}, files: [], pullSecret: "nothing", onDelete: "undone", remadeWith: [], ...own };
}

/** The steps of a plan in their order. What the plan has no use for is no step, so that it is undone when it was one. */
export function hostSteps(plan: MicroshiftPlan, host: PlannedHost): readonly HostStep[] {
  return [
    facts(plan),
    ...(plan.packages === "installed" ? [] : [repositories(plan), packages(plan)]),
    ...(host.pullSecret === "given" ? [pullSecret] : []),
    configuration(plan, host),
    firewall(plan),
    kernel,
    ...(plan.wildcardDns === undefined ? [] : [wildcardDns(plan, host)]),
    service(plan, host),
    kubeconfig(plan, host),
  ];
}

function facts({ packages: source, version, stack, wildcardDns: dns }: MicroshiftPlan): HostStep {
  return step({
    name: "facts",
    why: "a host on which it cannot end well is refused before anything is changed",
    values: {
      PACKAGES: source,
      VERSION: version,
      STACK: stack,
      ROOM_MIB: String(roomMib),
      WILDCARD_DNS: dns === undefined ? "no" : "yes",
    },
  });
}

function repositories(plan: MicroshiftPlan): HostStep {
  return step({
    name: "repositories",
    why: "packages are found in enabled repositories alone",
    values: { PACKAGES: plan.packages, REPOSITORIES: repositoriesOf(plan).join("\n") },
    // Only the program that has enabled a repository can disable it.
    remadeWith: [plan.packages],
  });
}

function packages(plan: MicroshiftPlan): HostStep {
  return step({
    name: "packages",
    why: "MicroShift, CRI-O and the add-ons; they make the folders of the files that follow",
    values: {
      TURNS: packageTurns(plan)
        .map((names) => names.join(" "))
        .join("\n"),
      RECOMMENDED: recommendedPackages(plan),
    },
    // Packages of two sources have the same names, and one that is installed is not installed again.
    remadeWith: [plan.packages],
  });
}

const pullSecret = step({
  name: "pull-secret",
  why: "CRI-O shows it to the registries of the release",
  values: { PULL_SECRET: microshiftPaths.pullSecret },
  pullSecret: "read",
});

function configuration(plan: MicroshiftPlan, host: PlannedHost): HostStep {
  const hasBases = plan.addOns.includes("gitops") && plan.packages !== "installed";
  return step({
    name: "configuration",
    why: "its first start is with the networks and names that it keeps for good",
    values: { BASES: hasBases ? gitopsPackageFolder : "" },
    files: microshiftFiles(plan, host),
  });
}

function firewall(plan: MicroshiftPlan): HostStep {
  return step({
    name: "firewall",
    why: "pods reach the host, and users the API and the router",
    values: { MODE: plan.firewall, RULES: firewallText(plan) },
  });
}

const kernel = step({
  name: "kernel",
  why: "with the usual numbers of inotify pods end for want of files",
  files: kernelSettings(),
});

function wildcardDns(plan: MicroshiftPlan, { address }: PlannedHost): HostStep {
  return step({
    name: "wildcard-dns",
    why: "routes have names under *.apps that no other server knows",
    files: wildcardDnsFiles(plan, address),
  });
}

/** Domain, networks and name are for good: another one means other data, and so the loss of what is there (facts: microshift.md, A6). */
function service(plan: MicroshiftPlan, host: PlannedHost): HostStep {
  const { domain, networks, startMinutes } = plan;
  return step({
    name: "service",
    why: "MicroShift runs with what came before, and starts with the host",
    values: {
      READS: "packages pull-secret configuration",
      LIMIT_S: String(startMinutes * 60),
      DATA: microshiftPaths.dataFolder,
      // By this the step runs again when one of the others has something new for it.
      CONFIRMS: digestOf([microshiftFiles(plan, host), packageTurns(plan)]),
    },
    pullSecret: "confirmed",
    remadeWith: [domain, networks.pod.cidr, networks.service.cidr],
  });
}

function kubeconfig(plan: MicroshiftPlan, host: PlannedHost): HostStep {
  return step({
    name: "kubeconfig",
    why: "the only credentials of the cluster, which MicroShift makes itself",
    values: {
      KUBECONFIG_FILE: `${microshiftPaths.kubeconfigs}/${host.address}/kubeconfig`,
      LIMIT_S: String(kubeconfigSeconds),
      CONFIRMS: digestOf(microshiftFiles(plan, host)),
    },
    onDelete: "forgotten",
  });
}
