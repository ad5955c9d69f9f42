import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { everyAddress } from "../every-address";
import { intermediateTls } from "../tls";
import { apiServerArguments, apiServerFlags } from "./api-server-arguments";
import { configText } from "./config-text";
import { defaultCertificate, type NamedCertificate, namedCertificates } from "./serving";

/** The configuration of an admission plugin (OpenShift API, AdmissionPluginConfig). */
interface PluginConfig {
  readonly configuration: { readonly apiVersion: string; readonly kind: string } & Readonly<
    Record<string, unknown>
  >;
}

/** KubeAPIServerConfig (OpenShift API, kubecontrolplane.config.openshift.io/v1), as far as the bootstrap sets it. */
export interface KubeApiServerConfig {
  readonly apiVersion: "kubecontrolplane.config.openshift.io/v1";
  readonly kind: "KubeAPIServerConfig";
  readonly servingInfo: NamedCertificate & {
    readonly bindAddress: string;
    readonly bindNetwork: "tcp4" | "tcp6";
    readonly minTLSVersion: string;
    readonly cipherSuites: readonly string[];
    readonly namedCertificates: readonly NamedCertificate[];
  };
  readonly servicesSubnet: string;
  readonly admission: { readonly pluginConfig: Readonly<Record<string, PluginConfig>> };
  readonly apiServerArguments: Readonly<Record<string, readonly string[]>>;
}

/** The API server's configuration (facts: openshift-hard-way.md, 3.3, "Key values of the KAS config file"). */
export function kubeApiServerConfig(plan: OpenshiftClusterPlan): KubeApiServerConfig {
  return {
    apiVersion: "kubecontrolplane.config.openshift.io/v1",
    kind: "KubeAPIServerConfig",
    servingInfo: {
      bindAddress: everyAddress(plan, ports.apiServer),
      bindNetwork: plan.families.includes("ipv4") ? "tcp4" : "tcp6",
      minTLSVersion: intermediateTls.minVersion,
      cipherSuites: intermediateTls.cipherSuites,
      ...defaultCertificate,
      namedCertificates,
    },
    servicesSubnet: plan.networks.service.map(({ cidr }) => cidr).join(","),
    admission: { pluginConfig: pluginConfigs(plan) },
    apiServerArguments: apiServerArguments(plan),
  };
}

/** The same as the file that the pod reads, with the reasons for arguments. */
export function kubeApiServerConfigText(plan: OpenshiftClusterPlan): string {
  return configText(kubeApiServerConfig(plan), "apiServerArguments", apiServerFlags(plan));
}

function pluginConfigs({ networks }: OpenshiftClusterPlan): Readonly<Record<string, PluginConfig>> {
  return {
    "network.openshift.io/ExternalIPRanger": {
      configuration: {
        apiVersion: "network.openshift.io/v1",
        kind: "ExternalIPRangerAdmissionConfig",
        externalIPNetworkCIDRs: null,
        allowIngressIP: true,
      },
    },
    "network.openshift.io/RestrictedEndpointsAdmission": {
      configuration: {
        apiVersion: "network.openshift.io/v1",
        kind: "RestrictedEndpointsAdmissionConfig",
        restrictedCIDRs: [...networks.service, ...networks.pod].map(({ cidr }) => cidr),
      },
    },
    PodSecurity: {
      configuration: {
        apiVersion: "pod-security.admission.config.k8s.io/v1",
        kind: "PodSecurityConfiguration",
        // Security context constraints decide; what would violate the restricted profile is told, not refused.
        defaults: {
          enforce: "privileged",
          "enforce-version": "latest",
          audit: "restricted",
          "audit-version": "latest",
          warn: "restricted",
          "warn-version": "latest",
        },
        exemptions: { usernames: ["system:serviceaccount:openshift-infra:build-controller"] },
      },
    },
  };
}
