import type { V1Deployment, V1Namespace, V1PodTemplateSpec, V1Service } from "@kubernetes/client-node";
import type { Plain } from "../../clients/kubernetes";
import type { SmokePlan } from "./check";

/** The namespace of a smoke test: with it goes everything that the test has made. */
export const smokeNamespace = "hardway-smoke";

/** What the Deployment, the Service and the Route are called. */
export const smokeKey = { name: "smoke", namespace: smokeNamespace } as const;

/** The page with which a pod tells its own name; a server takes text by this ending. */
export const answerPage = "pod.txt";

/** The name of the Service's port. */
export const portName = "http";

/** The constraint that OpenShift applies to pods of users without further rights. */
export const restrictedScc = "restricted-v2";

const port = 8080;
const labels = {
  "app.kubernetes.io/name": "smoke",
  "app.kubernetes.io/managed-by": "hardway-smoke",
} as const;

/** The namespace; its label has upstream's admission hold pods to what OpenShift's constraint allows, in a rehearsal too. */
export function smokeNamespaceObject() {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: smokeNamespace,
      labels: { ...labels, "pod-security.kubernetes.io/enforce": "restricted" },
    },
  } satisfies Plain<V1Namespace>;
}

/** The pods: two where two machines take them, each on another. */
export function smokeDeployment(plan: SmokePlan, image: string) {
  const { role, machines } = placeOf(plan);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...smokeKey, labels },
    spec: {
      replicas: Math.min(2, machines),
      selector: { matchLabels: labels },
      template: podTemplate(plan, { image, role }),
    },
  } satisfies Plain<V1Deployment>;
}

/** Where workloads run: on workers, or, in a compact cluster, on control planes. */
function placeOf({ nodes: { controlPlanes, workers } }: SmokePlan) {
  return workers > 0
    ? ({ role: "worker", machines: workers } as const)
    : ({ role: "master", machines: controlPlanes } as const);
}

/** Serves the pod's name from a folder of its own, as whatever user it is: python3 is in the image of serverImage. */
const script = [
  'cd "$(mktemp -d)"',
  `printf '%s\\n' "$POD_NAME" >${answerPage}`,
  `exec python3 -m http.server ${port} --bind "$LISTEN_ON"`,
].join("\n");

/** Who pods run as. `image`: whom the constraint gives to the namespace. `folder`: nobody, as nobody gives ids there. */
const users = { image: {}, folder: { runAsUser: 65534 } } as const;

function podTemplate(
  { families, payload }: SmokePlan,
  { image, role }: { readonly image: string; readonly role: "worker" | "master" },
) {
  return {
    // Admission tries this constraint alone, and refuses the pod where it would have to be another.
    metadata: { labels, annotations: { "openshift.io/required-scc": restrictedScc } },
    spec: {
      nodeSelector: { [`node-role.kubernetes.io/${role}`]: "" },
      // Control planes of a rehearsal keep their taint, even where there are no workers.
      tolerations: [{ key: "node-role.kubernetes.io/master", operator: "Exists", effect: "NoSchedule" }],
      affinity: { podAntiAffinity: oneOnEachNode },
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      // The server is the first process of its container and does not hear SIGTERM.
      terminationGracePeriodSeconds: 1,
      securityContext: {
        runAsNonRoot: true,
        ...users[payload.kind],
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [
        {
          name: "server",
          image,
          imagePullPolicy: "IfNotPresent",
          command: ["/bin/sh", "-ec", script],
          env: [
            { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
            // A listener of IPv6 takes IPv4, too, where the pod has both.
            { name: "LISTEN_ON", value: families.includes("ipv6") ? "::" : "0.0.0.0" },
          ],
          ports: [{ name: portName, containerPort: port }],
          readinessProbe: { httpGet: { path: `/${answerPage}`, port: portName }, periodSeconds: 2 },
          resources: { requests: { cpu: "10m", memory: "32Mi" } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  } satisfies Plain<V1PodTemplateSpec>;
}

const oneOnEachNode = {
  requiredDuringSchedulingIgnoredDuringExecution: [
    { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: labels } },
  ],
};

/** The Service in front of the pods. */
export function smokeService() {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...smokeKey, labels },
    spec: { selector: labels, ports: [{ name: portName, port, targetPort: portName }] },
  } satisfies Plain<V1Service>;
}

/** Routes as the API serves them. */
export const routes = { group: "route.openshift.io", version: "v1", plural: "routes" } as const;

/** The Route to the Service; TLS ends at the router, with the router's own certificate. */
export function smokeRoute() {
  return {
    apiVersion: `${routes.group}/${routes.version}`,
    kind: "Route",
    metadata: { ...smokeKey, labels },
    spec: {
      to: { kind: "Service", name: smokeKey.name },
      port: { targetPort: portName },
      tls: { termination: "edge" },
    },
  } as const;
}

/** The name that the API gives a Route which asks for none (OpenShift documentation, "Creating an HTTP-based route"). */
export function routeHost(
  { appsDomain }: Pick<SmokePlan, "appsDomain">,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): string {
  return `${name}-${namespace}.${appsDomain}`;
}
