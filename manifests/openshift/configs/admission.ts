import { minorFacts, type OpenshiftMinor } from "../../../topology/openshift/versions";

/** An admission plugin that is on, with its reason. */
export interface AdmissionPlugin {
  readonly name: string;
  /** Whether OpenShift's API server alone has it, so that a rehearsal with upstream's leaves it out. */
  readonly openshift: boolean;
  readonly why: string;
}

/** Upstream's plugins, named though most are on by default: the list is the whole truth of what is admitted. */
const upstream = [
  ["CertificateApproval", "who approves a signing request may do so for its signer"],
  ["CertificateSigning", "who signs one may do so for its signer"],
  ["CertificateSubjectRestriction", "no request makes its owner a member of system:masters"],
  ["DefaultIngressClass", "an Ingress without a class gets the default one"],
  ["DefaultStorageClass", "a claim without a class gets the default one"],
  ["DefaultTolerationSeconds", "pods leave a lost node after five minutes"],
  ["LimitRanger", "a namespace's limits hold for its pods"],
  ["MutatingAdmissionWebhook", "operators' webhooks may change objects"],
  ["NamespaceLifecycle", "nothing is created in a namespace that ends"],
  ["NodeRestriction", "a kubelet changes its own Node and the pods on it, no others"],
  [
    "OwnerReferencesPermissionEnforcement",
    "who may not delete an object may not have the collector delete it",
  ],
  ["PersistentVolumeClaimResize", "a claim grows only where its class lets it"],
  ["PodNodeSelector", "a namespace's node selector holds for its pods"],
  ["PodTolerationRestriction", "a namespace's tolerations hold for its pods"],
  ["Priority", "a pod's priority is that of its class"],
  ["ResourceQuota", "a namespace's quota holds"],
  ["RuntimeClass", "a pod's overhead is that of its runtime class"],
  ["ServiceAccount", "pods get the token of their service account"],
  ["StorageObjectInUseProtection", "a volume in use is not deleted"],
  ["TaintNodesByCondition", "a node that is not ready gets no pods"],
  ["ValidatingAdmissionPolicy", "policies of the release guard what operators own"],
  ["ValidatingAdmissionWebhook", "operators' webhooks may refuse objects"],
] as const;

const restrictSubjectBindings = "authorization.openshift.io/RestrictSubjectBindings";

/** OpenShift's own (facts: openshift-hard-way.md, 3.3). */
const ofOpenshift = [
  [restrictSubjectBindings, "a RoleBindingRestriction limits who may be bound"],
  ["authorization.openshift.io/ValidateRoleBindingRestriction", "such restrictions are well-formed"],
  ["config.openshift.io/DenyDeleteClusterConfiguration", "the objects named cluster cannot be deleted"],
  ["config.openshift.io/ValidateAPIServer", "APIServer cluster is well-formed"],
  ["config.openshift.io/ValidateAuthentication", "Authentication cluster is well-formed"],
  ["config.openshift.io/ValidateConsole", "Console cluster is well-formed"],
  ["config.openshift.io/ValidateFeatureGate", "FeatureGate cluster is well-formed, and never goes back"],
  ["config.openshift.io/ValidateImage", "Image cluster is well-formed"],
  ["config.openshift.io/ValidateOAuth", "OAuth cluster is well-formed"],
  ["config.openshift.io/ValidateProject", "Project cluster is well-formed"],
  ["config.openshift.io/ValidateScheduler", "Scheduler cluster is well-formed"],
  ["image.openshift.io/ImagePolicy", "image streams resolve in pods"],
  ["network.openshift.io/ExternalIPRanger", "nobody draws the traffic of an address to a Service of theirs"],
  ["network.openshift.io/RestrictedEndpointsAdmission", "nobody points a Service at pods of others"],
  ["quota.openshift.io/ClusterResourceQuota", "quotas over several namespaces hold"],
  ["quota.openshift.io/ValidateClusterResourceQuota", "such quotas are well-formed"],
  ["route.openshift.io/IngressAdmission", "an Ingress keeps its host"],
  ["scheduling.openshift.io/OriginPodNodeEnvironment", "a project's node selector holds for its pods"],
  ["security.openshift.io/DefaultSecurityContextConstraints", "a constraint has all of its fields"],
  ["security.openshift.io/SCCExecRestrictions", "nobody enters a pod that they could not create"],
  [
    "security.openshift.io/SecurityContextConstraint",
    "pods get a user id and an SELinux label of their namespace; without them those that must not run as root never start",
  ],
  ["security.openshift.io/ValidateSecurityContextConstraints", "a constraint is well-formed"],
  ["storage.openshift.io/CSIInlineVolumeSecurity", "an inline volume needs a namespace that may have it"],
] as const;

/** The plugins that are on in any version. */
export const admissionPlugins: readonly AdmissionPlugin[] = [
  ...upstream.map(([name, why]) => ({ name, why, openshift: false })),
  ...ofOpenshift.map(([name, why]) => ({ name, why, openshift: true })),
];

/** The plugins that are on in one version. */
export function admissionPluginsOf(minor: OpenshiftMinor): readonly AdmissionPlugin[] {
  const isOn = minorFacts(minor).restrictSubjectBindings;
  return admissionPlugins.filter(({ name }) => isOn || name !== restrictSubjectBindings);
}
