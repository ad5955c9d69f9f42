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

/**
 * Records who changed what (Policy, audit.k8s.io/v1). The first rule that matches decides. Bodies are never
 * recorded, since those of Secrets and token requests are secret.
 */
export function auditPolicy(): string {
  return yamlText({
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [
      { level: "None", verbs: ["get", "list", "watch"] },
      { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }] },
      {
        level: "None",
        resources: [
          { group: "", resources: ["events"] },
          { group: "events.k8s.io", resources: ["events"] },
        ],
      },
      { level: "None", users: ["system:apiserver"] },
      { level: "Metadata" },
    ],
  });
}
