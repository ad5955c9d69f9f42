import { caBundle } from "../../../pki/ca-bundles";
import type { OpenshiftBundle, OpenshiftLeafName } from "../../../pki/openshift-bundle";
import { etcdClientUrl, etcdPeerUrl } from "../../../topology/endpoints";
import { bootstrapMemberName } from "../../../topology/openshift/etcd-bootstrap";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { minorFacts } from "../../../topology/openshift/versions";
import { timesOf } from "../../../topology/pace";
import { ports } from "../../../topology/ports";
import { type NodeFile, publicFile } from "../../file";
import type { EnvVar } from "../../kubernetes/api-types";
import type { Flags } from "../../kubernetes/flags";
import { type KeyPairPaths, keyPairFiles, keyPairPaths } from "../../kubernetes/pem";
import { mounts } from "../bootstrap-mounts";
import { type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { everyAddress } from "../every-address";
import { controlPlanesAtFirst } from "../objects/beginning";
import { intermediateTls } from "../tls";

/** Metrics, over TLS as the members of control planes have them. */
const metricsPort = 9978;

/** The pairs that the member reads; the operator's names for them end with the machine's. */
const pairs = ["etcd-serving", "etcd-peer"] as const satisfies readonly OpenshiftLeafName[];

function pairPaths(plan: OpenshiftClusterPlan, directory: string, leaf: (typeof pairs)[number]) {
  return keyPairPaths(`${directory}/etcd-all-certs`, `${leaf}-${plan.bootstrap.name}`);
}

/** The certificates of the bootstrap member (facts: openshift-hard-way.md, 1.3). */
export function etcdMemberFiles(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle): readonly NodeFile[] {
  const directory = mounts.etcdCertificates.onMachine;
  return [
    publicFile(`${directory}/ca.crt`, caBundle(bundle, "etcd-ca-bundle")),
    ...pairs.flatMap((leaf) => keyPairFiles(pairPaths(plan, directory, leaf), bundle.leaves[leaf])),
  ];
}

/** The one member of etcd that is there before those of the control planes (facts: openshift-hard-way.md, 3.3). */
export function etcdBootstrapMember(plan: OpenshiftClusterPlan): BootstrapPod {
  return bootstrapPod({
    name: "etcd-bootstrap-member",
    namespace: "openshift-etcd",
    labels: { "k8s-app": "etcd" },
    stage: "etcd",
    fileName: "etcd-member-pod.yaml",
    gracePeriodSeconds: 30,
    containers: [
      {
        name: "etcd",
        image: "etcd",
        command: ["etcd"],
        flags: etcdFlags(plan),
        environment: environmentOf(plan),
        mounts: [mounts.etcdCertificates, mounts.etcdData],
        rights: "privileged",
        requests: { cpu: "245m", memory: "600Mi" },
      },
    ],
  });
}

/** The member's flags; those by which it would join others are left out, as it is alone. */
export function etcdFlags(plan: OpenshiftClusterPlan): Flags {
  const { inPod } = mounts.etcdCertificates;
  const serving = pairPaths(plan, inPod, "etcd-serving");
  const peer = pairPaths(plan, inPod, "etcd-peer");
  const every = (port: number) => `https://${everyAddress(plan, port)}`;
  return {
    logger: "zap",
    ...corruptCheck(plan),
    "initial-advertise-peer-urls": {
      value: etcdPeerUrl(plan.bootstrap),
      why: "with the member's name, all of the first cluster: no other flag names a member",
    },
    "advertise-client-urls": etcdClientUrl(plan.bootstrap),
    "listen-client-urls": every(ports.etcdClient),
    "listen-peer-urls": every(ports.etcdPeer),
    "listen-metrics-urls": every(metricsPort),
    "client-cert-auth": true,
    "trusted-ca-file": {
      value: `${inPod}/ca.crt`,
      why: "of the signer that the operator is given: it issues the control planes' members from the same one",
    },
    "cert-file": serving.certificate,
    "key-file": serving.key,
    "peer-client-cert-auth": true,
    "peer-trusted-ca-file": `${inPod}/ca.crt`,
    "peer-cert-file": peer.certificate,
    "peer-key-file": peer.key,
  };
}

/** By which the member compares its data with the others' before it serves: a flag, or a gate of etcd 3.6. */
function corruptCheck({ openshift }: OpenshiftClusterPlan): Flags {
  const { initialCorruptCheck } = minorFacts(openshift.release.minor);
  const end = initialCorruptCheck.indexOf("=");
  return { [initialCorruptCheck.slice("--".length, end)]: initialCorruptCheck.slice(end + 1) };
}

/** Etcd refuses a variable whose flag is given too. */
function environmentOf(plan: OpenshiftClusterPlan): readonly EnvVar[] {
  const { inPod } = mounts.etcdCertificates;
  const { pace } = plan;
  const { heartbeat, election } = timesOf[pace].etcd ?? { heartbeat: 100, election: 1000 };
  const { etcdMaxLearnersVariable } = minorFacts(plan.openshift.release.minor);
  const values = {
    ETCD_NAME: bootstrapMemberName,
    ETCD_DATA_DIR: mounts.etcdData.inPod,
    ETCD_HEARTBEAT_INTERVAL: heartbeat,
    ETCD_ELECTION_TIMEOUT: election,
    [etcdMaxLearnersVariable]: controlPlanesAtFirst(plan),
    ETCD_EXPERIMENTAL_WATCH_PROGRESS_NOTIFY_INTERVAL: `${timesOf[pace].watchProgressEvery / 1000}s`,
    ETCD_EXPERIMENTAL_WARNING_APPLY_DURATION: "200ms",
    ETCD_SOCKET_REUSE_ADDRESS: true,
    ETCD_ENABLE_PPROF: true,
    ETCD_CIPHER_SUITES: intermediateTls.cipherSuites.join(","),
    ...clientEnvironment(plan, pairPaths(plan, inPod, "etcd-peer")),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
}

/** Lets `etcdctl member list` inside the container do without flags, which is how a stuck bootstrap is looked into. */
function clientEnvironment(plan: OpenshiftClusterPlan, { certificate, key }: KeyPairPaths) {
  return {
    ETCDCTL_ENDPOINTS: etcdClientUrl(plan.bootstrap),
    ETCDCTL_CACERT: `${mounts.etcdCertificates.inPod}/ca.crt`,
    ETCDCTL_CERT: certificate,
    ETCDCTL_KEY: key,
  };
}
