import { yamlText } from "../yaml";

/**
 * Lets requests without a credential reach the health endpoints only
 * (AuthenticationConfiguration, apiserver.config.k8s.io/v1).
 */
export function anonymousHealthOnly(): string {
  return yamlText({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "AuthenticationConfiguration",
    anonymous: {
      enabled: true,
      conditions: ["/livez", "/readyz", "/healthz"].map((path) => ({ path })),
    },
  });
}

/** What gives whoever reads it more than it says. */
const secrets = [
  { group: "", resources: ["secrets", "configmaps", "serviceaccounts/token"] },
  { group: "authentication.k8s.io", resources: ["tokenreviews"] },
];

/** Ways into pods, Services and nodes. A shell in a pod is a GET where it goes by WebSocket. */
const tunnels = [
  {
    group: "",
    resources: [
      "pods/exec",
      "pods/attach",
      "pods/portforward",
      "pods/ephemeralcontainers",
      "pods/proxy",
      "services/proxy",
      "nodes/proxy",
    ],
  },
];

/**
 * Records who changed what, who read a Secret and who went into a pod (Policy, audit.k8s.io/v1). The first rule that
 * matches decides. Bodies are never recorded, since those of Secrets and token requests are secret.
 */
export function auditPolicy(): string {
  return yamlText({
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [
      { level: "None", users: ["system:apiserver"] },
      { level: "Metadata", resources: [...secrets, ...tunnels] },
      { level: "None", verbs: ["get", "list", "watch"] },
      { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }] },
      {
        level: "None",
        resources: [
          { group: "", resources: ["events"] },
          { group: "events.k8s.io", resources: ["events"] },
        ],
      },
      { level: "Metadata" },
    ],
  });
}
