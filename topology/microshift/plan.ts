import type { LibvirtPlan } from "../libvirt";
import type { MachineNetwork } from "../plan";
import type { Network } from "../network";
import { has, type MicroshiftVersion } from "./versions";

/** What a MicroShift node is; a control plane runs workloads, too. */
export type MicroshiftRole = "controlPlane" | "worker";

/** A node of MicroShift. */
export interface MicroshiftNode {
  /** By which the node is called and addressed; never given to another node again. */
  readonly id: number;
  /** Host name, node name and etcd member name in one: node-<id>. */
  readonly name: string;
  readonly role: MicroshiftRole;
  readonly address: string;
  readonly mac: string;
  /** Another number is another machine under the same name. */
  readonly generation: number;
}

/** The address that control planes share, and what Services are given (facts: microshift.md, B2 and B12). */
export interface MicroshiftAddresses {
  readonly address: string;
  /** On which of a node's interfaces it is. */
  readonly interface: string;
  /** How many control planes are Ready before others are told to use it. */
  readonly usableFrom: number;
  readonly loadBalancerRange: { readonly first: string; readonly last: string };
}

/** A host that is there already, and how it is logged in to. */
export interface SshHost {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: string;
}

/** Where MicroShift runs; each has what only it needs. */
export type MicroshiftPlatform =
  | {
      readonly kind: "podman";
      readonly image: string;
      /** A folder of this host with the images of containers, shared by all nodes; undefined: each node has its own. */
      readonly imageCache: string | undefined;
      /** Whether nodes reach what is outside their network, by translated addresses. */
      readonly outbound: "nat" | "none";
    }
  | { readonly kind: "libvirt"; readonly libvirt: LibvirtPlan }
  | { readonly kind: "ssh"; readonly host: SshHost };

/** Something that MicroShift can bring besides. */
export type AddOn = "olm" | "gitops";

/** Everything that the other layers need to know of a MicroShift cluster; made by `microshiftPlan` and never changed. */
export interface MicroshiftPlan {
  /** The stack's name, which marks what the cluster owns on its host. */
  readonly stack: string;
  readonly clusterName: string;
  /** MicroShift's base domain, under which api and *.apps are: for example edge.hardway.internal. */
  readonly domain: string;
  readonly distribution: "microshift";
  readonly topology: "single" | "ha";
  readonly platform: MicroshiftPlatform;
  readonly version: MicroshiftVersion;
  readonly packages: "redhat" | "community" | "installed";
  readonly addOns: readonly AddOn[];
  readonly gitopsChannel: string;
  readonly firewall: "rules" | "off" | "untouched";
  readonly networkPlugin: "ovn" | "kindnet";
  readonly settings: Readonly<Record<string, unknown>>;
  readonly dropIns: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly wildcardDns:
    { readonly target: string; readonly externalNameservers: readonly string[] } | undefined;
  readonly demo: { readonly image: string; readonly host: string } | undefined;
  /** How long the first start may take, in minutes: images are pulled then. */
  readonly startMinutes: number;
  readonly mirrors: readonly { readonly source: string; readonly mirrors: readonly string[] }[];
  readonly networks: {
    readonly machine: readonly [MachineNetwork];
    readonly pod: Network;
    readonly service: Network;
  };
  readonly api: {
    /** The virtual address, or that of the only control plane. */
    readonly address: string;
    readonly port: number;
    /** The loopback port of the host from which connections are forwarded to the API. */
    readonly forwardedPort: number;
    /** Further names and addresses that the API's certificate covers, beside the node's own. */
    readonly extraSans: readonly string[];
  };
  readonly replaceNetwork: string | undefined;
  /** In the order in which they join: control planes by their ids, then workers by theirs. */
  readonly nodes: readonly MicroshiftNode[];
  /** Undefined where the cluster is not highly available. */
  readonly virtualAddress: MicroshiftAddresses | undefined;
  /** `learner`: a control plane joins etcd without a vote and is promoted when it has caught up. */
  readonly joinAs: "voter" | "learner";
}

/** The id of the node that begins the cluster. */
export const founderId = 1;

/** The nodes that are control planes. */
export function controlPlanesOf({ nodes }: Pick<MicroshiftPlan, "nodes">): readonly MicroshiftNode[] {
  return nodes.filter(({ role }) => role === "controlPlane");
}

/**
 * Whether etcd is reached from outside its node. A MicroShift that takes no other nodes in has it listen on the loopback
 * alone: one of before add-node, and the product's, which is what a host is given (openshift/microshift,
 * etcd/cmd/microshift-etcd/run.go).
 */
export function reachesEtcd({ platform, version }: Pick<MicroshiftPlan, "platform" | "version">): boolean {
  return platform.kind === "podman" && has(version, "addNode");
}

/** Whether a node begins the cluster; in a cluster whose first node has left, none does. */
export function isFounder({ id }: Pick<MicroshiftNode, "id">): boolean {
  return id === founderId;
}

/** Tells MicroShift's plan from those of other distributions. */
export function isMicroshift(plan: { readonly distribution: string }): plan is MicroshiftPlan {
  return plan.distribution === "microshift";
}
