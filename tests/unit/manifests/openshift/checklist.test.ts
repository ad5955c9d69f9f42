import { inputs } from "../../../../gates/input";
import { allFiles } from "../../../../ignition/given";
import { openshiftBootstrapFiles } from "../../../../ignition/openshift/bootstrap";
import { pointerFiles } from "../../../../ignition/openshift/pointer";
import { haproxyConfiguration } from "../../../../manifests/haproxy";
import { stagesOf } from "../../../../manifests/openshift/bootkube/stages";
import { servedPaths } from "../../../../manifests/openshift/served-paths";
import { bootstrapPods } from "../../../../manifests/openshift/static-pods";
import { minorFacts, openshiftMinors } from "../../../../topology/openshift/versions";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { namespaceOf, testObjects, testOwnerSecrets } from "../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { first } from "../rendered";

/** Where an asset is looked for, each with what is there. */
interface Places {
  /** Paths on the bootstrap machine. */
  readonly file: readonly string[];
  /** Kind, namespace and name of the cluster's objects. */
  readonly object: readonly string[];
  /** What bootkube does, in order. */
  readonly stage: readonly string[];
  /** Containers of the bootstrap machine's pods. */
  readonly container: readonly string[];
  /** What the program waits for, from the outside. */
  readonly gate: readonly string[];
  /** Lines of the load balancer's configuration. */
  readonly balancing: readonly string[];
  /** What a node fetches, or is served. */
  readonly node: readonly string[];
}

function placesOf(minor: (typeof openshiftMinors)[number]): Places {
  const release = {
    version: `${minor}.0`,
    minor,
    image: `quay.io/okd/scos-release@sha256:${"5".repeat(64)}`,
  };
  const plan = openshiftPlanOf({ release }, { platform: "libvirt" });
  const bundle = openshiftTestBundle(plan);
  const { fetches = [] } = pointerFiles(plan, bundle, first(plan.controlPlanes));
  return {
    file: allFiles(openshiftBootstrapFiles(plan, bundle, testOwnerSecrets)).map(({ path }) => path),
    object: testObjects(plan, bundle).map((object) =>
      [object.kind, namespaceOf(object), object.metadata.name].filter((word) => word !== "").join(" "),
    ),
    stage: stagesOf(plan).map(({ name }) => name),
    container: bootstrapPods(plan).flatMap(({ yaml }) =>
      [...yaml.matchAll(/^ {4}- name: (.*)$/gm)].map(([, name]) => name ?? ""),
    ),
    gate: Object.keys(inputs),
    balancing: haproxyConfiguration(plan)
      .split("\n")
      .map((line) => line.trim()),
    node: [...fetches.map(({ source }) => source), servedPaths.encapsulated],
  };
}

/** What stands for a row of the list, by where it is; a row that only some versions have says which. */
interface Row extends Partial<Places> {
  readonly where?: "authApiRender";
}

const apiServerOperator = "openshift-kube-apiserver-operator";
const secrets = "/etc/kubernetes/bootstrap-secrets";
const configs = "/etc/kubernetes/bootstrap-configs";

/** Every row of what the real installer has that the hard way misses (facts: openshift-hard-way.md, 12.3). */
const checklist: Readonly<Record<string, Row>> = {
  "api render: feature gates and the filter of CRDs": { stage: ["api-render"] },
  "auth-api render, from 4.19 on": { where: "authApiRender", stage: ["auth-api-render"] },
  "etcd operator's render: PKI, static pod, the endpoints' annotation, Service": {
    object: [
      "Secret openshift-etcd etcd-signer",
      "Secret openshift-etcd etcd-all-certs",
      "ConfigMap openshift-etcd etcd-endpoints",
      "Service openshift-etcd etcd",
    ],
    file: [
      "/etc/kubernetes/static-pod-resources/etcd-member/etcd-all-certs/etcd-peer-bootstrap.key",
      "/opt/openshift/bootstrap-manifests/etcd-member-pod.yaml",
    ],
    container: ["etcd"],
  },
  "renders of the control plane's operators: configs, namespaces, signers, keys, SCCs, RBAC, cluster-policy-controller":
    {
      file: [
        `${configs}/kube-apiserver-config.yaml`,
        `${configs}/kube-controller-manager-config.yaml`,
        `${configs}/cluster-policy-controller-config.yaml`,
        `${secrets}/bound-service-account-signing-key.key`,
      ],
      object: [
        "Namespace openshift-kube-scheduler",
        `Secret ${apiServerOperator} loadbalancer-serving-signer`,
        `Secret ${apiServerOperator} next-bound-service-account-signing-key`,
        "SecurityContextConstraints restricted-v2",
        "ClusterRoleBinding system-bootstrap-node-renewal",
      ],
      container: ["kube-apiserver", "kube-controller-manager", "cluster-policy-controller", "kube-scheduler"],
    },
  "machine config operator: a server on the bootstrap by root-ca, for api-int, with the nodes' kubeconfig": {
    stage: ["machine-configs"],
    container: ["machine-config-controller", "machine-config-server"],
    file: [
      "/etc/ssl/mcs/tls.crt",
      "/etc/ssl/mcs/tls.key",
      "/etc/mcs/kubeconfig",
      "/opt/openshift/tls/root-ca.crt",
    ],
    object: ["Secret openshift-machine-config-operator machine-config-server-tls"],
    balancing: ["frontend machine-config", "backend machine-config-servers"],
  },
  "cluster-bootstrap: an applier that tries again and writes statuses, and tears down": {
    stage: ["crds", "objects", "late-objects", "control-planes", "teardown"],
    file: ["/usr/local/bin/bootkube.sh", "/opt/openshift/manifests/11-infrastructure-cluster.status.yaml"],
  },
  "the version operator's overrides during the bootstrap, taken back after it": {
    object: ["ClusterVersion version"],
    stage: ["overrides"],
  },
  "approval of certificate requests, in a bootstrap and of what is planned alone": {
    gate: ["openshiftControlPlane", "openshiftWorker"],
  },
  "progress: the ConfigMap that marks the bootstrap complete": { stage: ["complete"] },
  "the wait for etcd in the cluster, and for the removal of the bootstrap's member": {
    stage: ["etcd-operator", "member-removed"],
    gate: ["openshiftPivot"],
  },
  "a load balancer that asks for readiness": {
    container: ["kube-apiserver-insecure-readyz"],
    balancing: ["backend api-servers", "http-check expect status 200"],
  },
  "pointer Ignition, and the pivot of the first boot": {
    node: ["https://api-int.okd.example.com:22623/config/master", servedPaths.encapsulated],
  },
  "pull secret, root-ca, kubeadmin and the installer's ConfigMaps": {
    object: [
      "Secret openshift-config pull-secret",
      "ConfigMap kube-system root-ca",
      "Secret kube-system kubeadmin",
      "ConfigMap openshift-config openshift-install",
      "ConfigMap openshift-config openshift-install-manifests",
    ],
  },
  "objects that are made before the version operator makes them empty": {
    object: ["Infrastructure", "Network", "DNS", "Ingress", "Proxy", "Scheduler"].map(
      (kind) => `${kind} cluster`,
    ),
    stage: ["objects", "operators"],
  },
};

describe.each(openshiftMinors)(
  "what the real installer has and the hard way misses (12.3), in %s",
  (minor) => {
    const places = placesOf(minor);
    const names = Object.keys(places) as (keyof Places)[];

    it.each(Object.entries(checklist))("%s", (_, { where, ...row }) => {
      const isThere = where === undefined || minorFacts(minor)[where];
      for (const place of names)
        for (const wanted of row[place] ?? [])
          expect([place, wanted, places[place].includes(wanted)]).toEqual([place, wanted, isThere]);
    });

    it("has the objects before the version operator, and the end of the bootstrap in its order", () => {
      const order = [
        "objects",
        "operators",
        "control-planes",
        "overrides",
        "teardown",
        "complete",
        "member-removed",
      ];
      expect(places.stage.filter((name) => order.includes(name))).toEqual(order);
    });
  },
);
