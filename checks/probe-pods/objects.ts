import type { V1Pod, V1PodSpec, V1Service } from "@kubernetes/client-node";
import { type Family, hostOf } from "../../topology/network";
import type { Plain } from "../clients/kubernetes";

/** The namespace of the probes; it stays, as a namespace takes longer to go than a verification may. */
export const probeNamespace = "hardway-verify";

/** What marks everything that a verification makes. */
export const probeLabels = { "app.kubernetes.io/managed-by": "hardway-verify" } as const;

const port = 8080;

/** What the objects of one run have in common. */
export interface ProbeRun {
  /** Distinguishes runs side by side. */
  readonly id: string;
  /** The image whose file system is empty but for links: the machine's own programs are mounted into it. */
  readonly image: string;
  /** Where the server and the client run; two nodes where there are two. */
  readonly serverNode: string;
  readonly clientNode: string;
  /** The address families of the cluster. */
  readonly families: readonly Family[];
}

/** Answers every connection with its own name. */
export function serverPod(run: ProbeRun) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...key(run, "server"),
      labels: { ...probeLabels, "hardway.internal/probe": key(run, "server").name },
    },
    spec: podSpec(run.image, {
      node: run.serverNode,
      command: ["socat", `${listener(run)},fork,reuseaddr`, "EXEC:hostname"],
      environment: {},
    }),
  } satisfies Plain<V1Pod>;
}

/** socat(1): a listener of IPv6 takes IPv4, too, where the kernel has both. */
function listener({ families }: ProbeRun): string {
  return families.includes("ipv6") ? `TCP6-LISTEN:${port},ipv6only=0` : `TCP4-LISTEN:${port}`;
}

/** The Service in front of the server; it is deleted with the pod that owns it. */
export function probeService(run: ProbeRun, { metadata }: V1Pod) {
  const { name } = key(run, "server");
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      ...key(run, "server"),
      labels: probeLabels,
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid: metadata?.uid ?? "" }],
    },
    spec: {
      selector: { "hardway.internal/probe": name },
      ports: [{ port }],
      ipFamilyPolicy: run.families.length > 1 ? "RequireDualStack" : "SingleStack",
    },
  } satisfies Plain<V1Service>;
}

/**
 * Repeats each question for some seconds, as a Service takes a moment to reach every node, and leaves the answers
 * as its termination message: reading that needs no connection to the kubelet.
 */
const clientScript = `
repeat() {
  tries=0
  until "$@" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 40 ] || return 1
    sleep 0.2
  done
}
name=$(repeat getent hosts "$DNS_NAME")
{
  printf 'dns=%s\\n' "\${name%% *}"
  for service in $SERVICES; do
    printf 'service=%s\\n' "$(repeat socat -u "TCP:$service:${port},connect-timeout=1" -)"
  done
} >/dev/termination-log
`;

/** Asks the cluster's DNS for a name that always exists, and the Service at each of its addresses for the name of who answers. */
export function clientPod(run: ProbeRun, service: V1Service) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...key(run, "client"), labels: probeLabels },
    spec: podSpec(run.image, {
      node: run.clientNode,
      command: ["sh", "-c", clientScript],
      environment: {
        DNS_NAME: "kubernetes.default",
        SERVICES: (service.spec?.clusterIPs ?? []).map(hostOf).join(" "),
        // The C library would wait five seconds for an answer that got lost.
        RES_OPTIONS: "timeout:1 attempts:1",
      },
    }),
  } satisfies Plain<V1Pod>;
}

/** The namespace and name of an object of a run. */
export function key(
  { id }: Pick<ProbeRun, "id">,
  part: "server" | "client",
): { name: string; namespace: string } {
  return { name: `${part}-${id}`, namespace: probeNamespace };
}

interface Container {
  readonly node: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function podSpec(image: string, { node, command, environment }: Container) {
  const variables = { PATH: "/usr/sbin:/usr/bin", ...environment };
  return {
    // Placed by name and tolerating everything: the probe must run where it is sent, on control planes too.
    nodeName: node,
    tolerations: [{ operator: "Exists" }],
    restartPolicy: "Never",
    // A run that is killed leaves pods that end by themselves.
    activeDeadlineSeconds: 60,
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "probe",
        image,
        imagePullPolicy: "Never",
        command: [...command],
        env: Object.entries(variables).map(([name, value]) => ({ name, value })),
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        volumeMounts: [{ name: "userland", mountPath: "/usr", readOnly: true }],
      },
    ],
    volumes: [{ name: "userland", hostPath: { path: "/usr", type: "Directory" } }],
  } satisfies Plain<V1PodSpec>;
}
