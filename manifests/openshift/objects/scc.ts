import type { ClusterScoped } from "./scope";
import { sccNames, type SccRow, sccTable } from "./scc-table";

interface Strategy<Type extends string> {
  readonly type: Type;
}

/** What pods may do if their maker may use it (security.openshift.io, SecurityContextConstraints). */
export interface SecurityContextConstraints extends ClusterScoped<
  "security.openshift.io/v1",
  "SecurityContextConstraints"
> {
  readonly allowHostDirVolumePlugin: boolean;
  readonly allowHostIPC: boolean;
  readonly allowHostNetwork: boolean;
  readonly allowHostPID: boolean;
  readonly allowHostPorts: boolean;
  readonly allowPrivilegedContainer: boolean;
  readonly allowPrivilegeEscalation: boolean;
  readonly readOnlyRootFilesystem: false;
  /** Higher ones are tried first; null is the lowest. The schema wants it said. */
  readonly priority: number | null;
  readonly allowedCapabilities: readonly string[] | null;
  readonly defaultAddCapabilities: readonly [] | null;
  readonly requiredDropCapabilities: readonly string[] | null;
  readonly allowedUnsafeSysctls?: readonly string[];
  readonly seccompProfiles?: readonly string[];
  readonly runAsUser: Strategy<SccRow["user"]>;
  readonly fsGroup: Strategy<SccRow["fsGroup"]>;
  readonly supplementalGroups: Strategy<SccRow["supplementalGroups"]>;
  readonly seLinuxContext: Strategy<"MustRunAs" | "RunAsAny">;
  readonly volumes: readonly string[];
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

const ordinaryVolumes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

/** What a container may not keep, by how strict the constraints are. */
const dropped = {
  none: null,
  mknod: ["MKNOD"],
  legacy: ["KILL", "MKNOD", "SETUID", "SETGID"],
  all: ["ALL"],
} as const satisfies Readonly<Record<SccRow["drops"], readonly string[] | null>>;

/**
 * The default constraints. The admission plugin refuses every pod for which it finds none that fits
 * (facts: openshift-hard-way.md, 4.3 and 12.2, blocker 6).
 */
export const securityContextConstraints: readonly SecurityContextConstraints[] = sccNames.map((name) =>
  constraints(name, sccTable[name]),
);

function constraints(name: string, row: SccRow): SecurityContextConstraints {
  const { host, users = [], groups = [], priority = null } = row;
  const isPrivileged = row.drops === "none";
  return {
    apiVersion: "security.openshift.io/v1",
    kind: "SecurityContextConstraints",
    metadata: { name, annotations: { "kubernetes.io/description": row.why } },
    allowHostDirVolumePlugin: host.includes("directories"),
    allowHostIPC: host.includes("ipc"),
    allowHostNetwork: host.includes("network"),
    allowHostPID: host.includes("pid"),
    allowHostPorts: host.includes("ports"),
    allowPrivilegedContainer: isPrivileged,
    allowPrivilegeEscalation: row.drops !== "all",
    readOnlyRootFilesystem: false,
    priority,
    allowedCapabilities: capabilities(row),
    defaultAddCapabilities: null,
    requiredDropCapabilities: dropped[row.drops],
    ...seccompAndSysctls(row),
    runAsUser: { type: row.user },
    fsGroup: { type: row.fsGroup },
    supplementalGroups: { type: row.supplementalGroups },
    seLinuxContext: { type: isPrivileged ? "RunAsAny" : "MustRunAs" },
    volumes: isPrivileged ? ["*"] : [...ordinaryVolumes, ...(row.moreVolumes ?? [])].sort(),
    users,
    groups,
  };
}

/** Those that drop everything let a container add back what it needs to listen below port 1024. */
function capabilities({ drops }: SccRow): readonly string[] | null {
  if (drops === "none") return ["*"];
  return drops === "all" ? ["NET_BIND_SERVICE"] : null;
}

function seccompAndSysctls({
  drops,
}: SccRow): Pick<SecurityContextConstraints, "allowedUnsafeSysctls" | "seccompProfiles"> {
  if (drops === "none") return { allowedUnsafeSysctls: ["*"], seccompProfiles: ["*"] };
  return drops === "all" ? { seccompProfiles: ["runtime/default"] } : {};
}
