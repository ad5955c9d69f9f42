import type { Path } from "../shared/diff";
import type { Value } from "../shared/values";
import { isMap } from "../shared/values";
import type { KubernetesObject } from "./objects";
import type { Settings } from "./settings";

/** Fields that cannot be changed in place: a change of one replaces the object. */
export interface ReplacementRule {
  /** `apiVersion/kind`; undefined: every kind. */
  readonly kinds?: readonly string[];
  /** Left out where this does not hold. */
  readonly when?: (object: KubernetesObject, settings: Settings) => boolean;
  /** Dotted paths; `*` stands for each item of a list. */
  readonly fields: readonly string[];
  readonly why: string;
}

const under = (prefix: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${prefix}.${name}`);

const CONTAINER_FIELDS: readonly string[] = [
  ...["args", "command", "env", "image", "imagePullPolicy", "lifecycle", "livenessProbe", "ports"],
  ...["readinessProbe", "resources", "securityContext", "stdin", "stdinOnce", "terminationMessagePath"],
  ...["terminationMessagePolicy", "tty", "volumeDevices", "volumeMounts", "workingDir"],
];
const POD_FIELDS: readonly string[] = [
  ...["affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks"],
  ...["hostAliases", "hostIPC", "hostNetwork", "hostPID", "hostname", "imagePullSecrets", "nodeName"],
  ...["nodeSelector", "overhead", "preemptionPolicy", "priority", "priorityClassName", "readinessGates"],
  ...["restartPolicy", "runtimeClassName", "schedulerName", "securityContext", "serviceAccount"],
  ...["serviceAccountName", "shareProcessNamespace", "subdomain", "terminationGracePeriodSeconds", "volumes"],
];
const VOLUME_SOURCES: readonly string[] = [
  ...["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume"],
  ...["flocker", "gcePersistentDisk", "glusterfs", "hostPath", "iscsi", "local", "nfs"],
  ...["photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume"],
];

/** The rules of @pulumi/kubernetes 4.34.2 for the API versions that Kubernetes 1.34 serves. */
export const REPLACEMENT_RULES: readonly ReplacementRule[] = [
  { fields: ["metadata.name", "metadata.namespace"], why: "they are what the object is known by" },
  {
    kinds: ["v1/ConfigMap"],
    when: (object, settings) => !settings.configMapsAreMutable || object["immutable"] === true,
    fields: ["data", "binaryData"],
    why: "pods do not notice new data: a new object rolls them out",
  },
  {
    kinds: ["v1/Secret"],
    when: (object, settings) => !settings.secretsAreMutable || object["immutable"] === true,
    fields: ["data", "stringData"],
    why: "pods do not notice new data: a new object rolls them out",
  },
  { kinds: ["v1/Secret"], fields: ["type"], why: "immutable in the API" },
  { kinds: ["v1/Service"], fields: ["spec.clusterIP"], why: "immutable once allocated" },
  {
    kinds: ["v1/Pod"],
    fields: [
      ...under("spec", ...POD_FIELDS),
      ...under("spec.containers.*", ...CONTAINER_FIELDS),
      ...under("spec.initContainers.*", ...CONTAINER_FIELDS),
    ],
    why: "a running pod keeps its specification; its image is replaced, too, as the official plugin does",
  },
  { kinds: ["v1/PersistentVolume"], fields: under("spec", ...VOLUME_SOURCES), why: "immutable in the API" },
  { kinds: ["v1/ResourceQuota"], fields: ["spec.scopes"], why: "immutable in the API" },
  {
    kinds: ["apps/v1/Deployment", "apps/v1/DaemonSet"],
    fields: ["spec.selector"],
    why: "immutable in the API: pods are found by it",
  },
  {
    kinds: ["batch/v1/Job"],
    fields: under("spec", "completions", "parallelism", "selector", "template"),
    why: "a job runs once: another template is another job",
  },
  {
    kinds: ["rbac.authorization.k8s.io/v1/RoleBinding", "rbac.authorization.k8s.io/v1/ClusterRoleBinding"],
    fields: ["roleRef"],
    why: "immutable in the API, so that rights are not widened unnoticed",
  },
  {
    kinds: ["storage.k8s.io/v1/StorageClass"],
    fields: ["parameters", "provisioner"],
    why: "immutable in the API",
  },
];

/** Whether a change at `path` (to `value`) touches a field that cannot be changed in place. */
export function replaces(
  object: KubernetesObject,
  settings: Settings,
  path: Path,
  value: Value | undefined,
): boolean {
  const kind = `${object.apiVersion}/${object.kind}`;
  return REPLACEMENT_RULES.some(
    (rule) =>
      (rule.kinds?.includes(kind) ?? true) &&
      (rule.when?.(object, settings) ?? true) &&
      rule.fields.some((field) => touches(field.split("."), path, value)),
  );
}

/** The change is at or below the field, or above it and brings the field with it. */
function touches(field: readonly string[], path: Path, value: Value | undefined): boolean {
  const [step, ...deeper] = field;
  if (step === undefined) return true;
  const [at, ...rest] = path;
  if (at !== undefined) return (step === "*" || step === at) && touches(deeper, rest, value);
  if (step === "*") return Array.isArray(value) && value.some((item: Value) => touches(deeper, [], item));
  return isMap(value) && value[step] !== undefined && touches(deeper, [], value[step]);
}
