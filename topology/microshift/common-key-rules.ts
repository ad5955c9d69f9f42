import { isDeepStrictEqual } from "node:util";
import { configSchema, type ConfigValues } from "../config-schema";
import { rule, type Rule } from "../rule";
import { refusedWishes } from "./wishes";

/** The keys that MicroShift has a use for; on which platform is in platform-rules.ts. */
type ReadKey =
  | "distribution"
  | "topology"
  | "platform"
  | "libvirt"
  | "microshift"
  | "pullSecret"
  | "hostPrivateKey"
  | "clusterName"
  | "baseDomain"
  | "machineNetwork"
  | "podNetwork"
  | "serviceNetwork"
  | "forwardedPort"
  | "extraApiSans"
  | "machineGenerations"
  | "replaceNetwork"
  | "clock";

type UnreadKey = Exclude<keyof ConfigValues, ReadKey>;

/** Why MicroShift reads a key of other distributions not, and what it reads in its place. */
interface Unread {
  readonly why: string;
  readonly instead: string;
}

const nodes: Unread = {
  why: "MicroShift's nodes are listed one by one, as an id is never given again",
  instead: "list them: pulumi config set --path 'microshift.nodes[0].id' 1",
};
const virtualAddress: Unread = {
  why: "control planes share an address by kube-vip, which needs neither load balancers nor VRRP",
  instead: "pulumi config set --path microshift.virtualAddress",
};
const ipv4: Unread = {
  why: "its nodes, its virtual address and its Services have IPv4 addresses alone",
  instead: "",
};

/** Every other key of the configuration; the compiler refuses a key of which nothing is decided. */
const unread: Readonly<Record<UnreadKey, Unread>> = {
  openshift: {
    why: "MicroShift is made from packages or an image of its own, not from a release image",
    instead: "pulumi config set distribution okd",
  },
  addressFamily: ipv4,
  ipv6Networks: ipv4,
  apiAddress: virtualAddress,
  etcdMembers: { why: "etcd runs on MicroShift's control planes", instead: nodes.instead },
  loadBalancers: virtualAddress,
  controlPlanes: nodes,
  workers: nodes,
  hostNumbers: { why: "a node's address ends in its id + 10", instead: nodes.instead },
  nodeLabels: { why: "MicroShift's kubelet sets a node's labels by its role", instead: "" },
  certificateDays: { why: "MicroShift issues and renews its certificates itself", instead: "" },
  apiServerFlags: {
    why: "the API server is a part of MicroShift, which reads its settings alone",
    instead: "pulumi config set --path microshift.settings.apiServer.auditLog.profile Default",
  },
  kubeletSettings: {
    why: "the kubelet is a part of MicroShift, which hands on what its settings have under kubelet",
    instead: "pulumi config set --path microshift.settings.kubelet.maxPods 200",
  },
  virtualRouterId: virtualAddress,
  foreignVirtualRouterIds: virtualAddress,
  loadBalancerIdleSeconds: virtualAddress,
  until: { why: "MicroShift is one program, which has no stages to stop between", instead: "" },
};

const unreadKeys = Object.keys(unread) as UnreadKey[];

/** What each key is where it is left out: a value that is the same wishes for nothing. */
const usual = configSchema.parse({ clusterName: "any" });

/** A rule for each key that MicroShift never reads, as one that is refused itself must not silence the others. */
export const commonKeyRules: readonly Rule[] = unreadKeys.map((key) =>
  rule([key], (config) =>
    refusedWishes([
      {
        ...unread[key],
        where: key,
        value: isDeepStrictEqual(config[key], usual[key]) ? undefined : shown(key, config[key]),
        what: `MicroShift reads no ${key}`,
      },
    ]),
  ),
);

/** Names alone of what may have an address with a password in it. */
function shown(key: UnreadKey, value: unknown): unknown {
  return key === "openshift" ? Object.keys(value as object) : value;
}
