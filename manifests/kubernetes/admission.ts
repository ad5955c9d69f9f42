import { yamlText } from "../yaml";

/** The admission plugins that are on beside those that always are, each with its reason. */
export const admissionPlugins = [
  { name: "NodeRestriction", why: "a kubelet changes its own Node and the pods on it, no others" },
  { name: "EventRateLimit", why: "one program that floods the API with events does not fill etcd" },
  { name: "DenyServiceExternalIPs", why: "nobody draws the traffic of an address to a Service of theirs" },
] as const;

/**
 * How many events are taken (AdmissionConfiguration, apiserver.config.k8s.io/v1, and the plugin's own Configuration).
 * A whole cluster that boots, or loses a machine, makes some hundreds.
 */
export function admissionConfiguration(): string {
  return yamlText({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "AdmissionConfiguration",
    plugins: [
      {
        name: "EventRateLimit",
        configuration: {
          apiVersion: "eventratelimit.admission.k8s.io/v1alpha1",
          kind: "Configuration",
          limits: [
            { type: "Server", qps: 500, burst: 5000 },
            { type: "User", qps: 50, burst: 1000, cacheSize: 1000 },
          ],
        },
      },
    ],
  });
}
