import * as pulumi from "@pulumi/pulumi";
import type { GateInput } from "../../gates/input";
import { stubImage } from "../../manifests/kubernetes/stub-image";
import type { Credential } from "../../pki/bundle";
import { caBundle } from "../../pki/ca-bundles";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import { apiUrl } from "../../topology/endpoints";
import type { Machine } from "../../topology/plan";
import { backupFile } from "../gate-inputs";
import { ports } from "../../topology/ports";
import type { OpenshiftFoundation } from "./foundation";

type Kubernetes = GateInput<"api">["kubernetes"];
type Etcd = GateInput<"join">["etcd"];

interface Access {
  readonly kubernetes: Kubernetes;
  readonly etcd: Etcd;
}

/** The bootstrap machine that was made, or the live system, as far as gates ask for it. */
export interface MadeBootstrap {
  /** As ISO 8601. Secret. */
  readonly certificatesEnd: pulumi.Output<string>;
}

/** What the gate `api` is given. */
export function apiInput(
  foundation: OpenshiftFoundation,
  bootstrap: MadeBootstrap,
): pulumi.Output<GateInput<"api">> {
  return withBootstrap(foundation, bootstrap, ({ kubernetes }, first) => ({
    first,
    kubernetes,
    budgets: {},
  }));
}

/** What the gate `bootkube` is given. */
export function bootkubeInput(
  foundation: OpenshiftFoundation,
  made: MadeBootstrap,
): pulumi.Output<GateInput<"bootkube">> {
  const { version } = foundation.plan.openshift.release;
  return withBootstrap(foundation, made, ({ kubernetes }, bootstrap) => ({
    kubernetes,
    bootstrap,
    until: "objects",
    version,
  }));
}

/** What the gate `openshiftControlPlane` is given; nothing of a bootstrap where the machine joins a cluster that stands. */
export function controlPlaneInput(
  foundation: OpenshiftFoundation,
  made: MadeBootstrap | undefined,
  machine: Machine,
): pulumi.Output<GateInput<"openshiftControlPlane">> {
  const node = named(machine);
  if (made === undefined) return withAccess(foundation, (access) => ({ ...access, node }));
  return withBootstrap(foundation, made, (access, bootstrap) => ({ ...access, bootstrap, node }));
}

/** What the gate `etcdBackup` is given: the machine whose etcd is copied, and which joins next. */
export function backupInput(
  foundation: OpenshiftFoundation,
  { machine, before }: { readonly machine: Machine; readonly before: string },
): pulumi.Output<GateInput<"etcdBackup">> {
  return withAccess(foundation, ({ etcd }) => ({
    machine: host(machine),
    credential: etcd.credential,
    file: backupFile(foundation.plan, before),
  }));
}

/** What the gate `openshiftTopology` is given. */
export function topologyInput(
  foundation: OpenshiftFoundation,
): pulumi.Output<GateInput<"openshiftTopology">> {
  const controlPlanes = foundation.plan.controlPlanes.map(host);
  return withAccess(foundation, (access) => ({ ...access, controlPlanes }));
}

/** What the gate `openshiftSettled` is given. */
export function settledInput(
  foundation: OpenshiftFoundation,
  machine: Machine,
): pulumi.Output<GateInput<"openshiftSettled">> {
  return withAccess(foundation, (access) => ({ ...access, node: host(machine) }));
}

/** What the gate `openshiftPivot` is given. */
export function pivotInput(
  foundation: OpenshiftFoundation,
  made: MadeBootstrap,
): pulumi.Output<GateInput<"openshiftPivot">> {
  return withBootstrap(foundation, made, (access, bootstrap) => ({
    ...access,
    bootstrap,
    controlPlanes: foundation.plan.controlPlanes.map(host),
  }));
}

/** What the gate `openshiftWorker` is given. */
export function workerInput(
  foundation: OpenshiftFoundation,
  machine: Machine,
): pulumi.Output<GateInput<"openshiftWorker">> {
  return withAccess(foundation, ({ kubernetes }) => ({ kubernetes, node: named(machine) }));
}

/** Fewer than these are no cluster, whatever they say of themselves (facts: openshift-hard-way.md, 9.1). */
const minimumOperators = { image: 25, folder: 5 } as const;

/** What the gate `openshiftVerify` is given, of all control planes or of those that there are so far. */
export function verifyInput(
  foundation: OpenshiftFoundation,
  controlPlanes: readonly Machine[] = foundation.plan.controlPlanes,
): pulumi.Output<GateInput<"openshiftVerify">> {
  const { workers, openshift } = foundation.plan;
  return withAccess(foundation, ({ kubernetes }) => ({
    kubernetes,
    plan: { controlPlanes: controlPlanes.map(named), workers: workers.map(named) },
    minimumOperators: minimumOperators[openshift.payload],
  }));
}

/** Where the image of the smoke test comes from: out of the release, or, without one, the one that all pods have. */
const smokePayloads = {
  image: { kind: "image" },
  folder: { kind: "folder", image: stubImage.reference },
} as const;

/** What the gate `openshiftSmoke` is given. */
export function smokeInput(foundation: OpenshiftFoundation): pulumi.Output<GateInput<"openshiftSmoke">> {
  const { families, controlPlanes, workers, openshift, api } = foundation.plan;
  return withAccess(foundation, ({ kubernetes }) => ({
    kubernetes,
    plan: {
      families: [...families],
      payload: smokePayloads[openshift.payload],
      nodes: { controlPlanes: controlPlanes.length, workers: workers.length },
      appsDomain: openshift.appsDomain,
      ingress: { address: api.address, port: ports.ingressHttps },
    },
  }));
}

function withAccess<Input>(
  { plan, secrets }: OpenshiftFoundation,
  make: (access: Access) => Input,
): pulumi.Output<Input> {
  return secrets.all.apply(({ bundle }) =>
    make({
      kubernetes: { url: apiUrl(plan), serverName: plan.api.fqdn, credential: provisioner(bundle) },
      etcd: { bootstrapAddress: plan.bootstrap.address, credential: bundle.leaves["etcd-operator"] },
    }),
  );
}

function withBootstrap<Input>(
  foundation: OpenshiftFoundation,
  { certificatesEnd }: MadeBootstrap,
  make: (access: Access, bootstrap: GateInput<"openshiftPivot">["bootstrap"]) => Input,
): pulumi.Output<Input> {
  const access = withAccess(foundation, (all) => all);
  const bootstrap = host(foundation.plan.bootstrap);
  return pulumi
    .all([access, certificatesEnd])
    .apply(([all, end]) => make(all, { ...bootstrap, certificatesEnd: end }));
}

/** The API is served under signers of its own, which are others than the client's. */
function provisioner(bundle: OpenshiftBundle): Credential {
  return {
    ...bundle.leaves.provisioner,
    authorityPem: caBundle(bundle, "kube-apiserver-complete-server-ca-bundle"),
  };
}

function host({ name, address }: Machine): { readonly name: string; readonly address: string } {
  return { name, address };
}

/** A machine with every name and address that its kubelet's serving certificate may have. */
function named({ name, address, fqdn, addresses }: Machine) {
  return { name, address, fqdn, addresses: [...addresses] };
}
