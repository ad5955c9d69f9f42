import type { z } from "zod";
import { unlessMissing } from "../clients/failures";
import type { Kubernetes } from "../clients/kubernetes";

/** The kinds of OpenShift that are looked at, none of which is in a namespace. */
const kinds = {
  ClusterVersion: { group: "config.openshift.io", version: "v1", plural: "clusterversions" },
  ClusterOperator: { group: "config.openshift.io", version: "v1", plural: "clusteroperators" },
  FeatureGate: { group: "config.openshift.io", version: "v1", plural: "featuregates" },
  Infrastructure: { group: "config.openshift.io", version: "v1", plural: "infrastructures" },
  Etcd: { group: "operator.openshift.io", version: "v1", plural: "etcds" },
  KubeAPIServer: { group: "operator.openshift.io", version: "v1", plural: "kubeapiservers" },
  KubeControllerManager: { group: "operator.openshift.io", version: "v1", plural: "kubecontrollermanagers" },
  KubeScheduler: { group: "operator.openshift.io", version: "v1", plural: "kubeschedulers" },
  MachineConfigPool: {
    group: "machineconfiguration.openshift.io",
    version: "v1",
    plural: "machineconfigpools",
  },
} as const;

/** A kind of OpenShift, as manifests call it. */
export type OpenshiftKind = keyof typeof kinds;

/** Where the API has a kind. */
export function kindPath(kind: OpenshiftKind): (typeof kinds)[OpenshiftKind] {
  return kinds[kind];
}

/** The part of the API that has them. */
export type CustomObjects = Pick<Kubernetes, "custom">;

/** Reads an object; undefined where it, or its kind as yet, does not exist. */
export async function readObject<T>(
  { custom }: CustomObjects,
  kind: OpenshiftKind,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const found: unknown = await unlessMissing<unknown>(
    custom.getClusterCustomObject({ ...kinds[kind], name }),
  );
  return found === undefined ? undefined : parsed(schema, found, `${kind} ${name}`);
}

/** Reads all objects of a kind: none where the kind does not exist yet. */
export async function listObjects<T>(
  { custom }: CustomObjects,
  kind: OpenshiftKind,
  schema: z.ZodType<{ readonly items: readonly T[] }>,
): Promise<readonly T[]> {
  const found: unknown = await unlessMissing<unknown>(custom.listClusterCustomObject(kinds[kind]));
  return found === undefined ? [] : parsed(schema, found, `the list of ${kind}s`).items;
}

/** The API server holds objects to their definitions, so another shape is a defect of the schema. */
function parsed<T>(schema: z.ZodType<T>, found: unknown, what: string): T {
  const { data, error } = schema.safeParse(found);
  if (error !== undefined)
    throw new Error(
      `${what} has another shape at ${error.issues.map(({ path }) => path.join(".")).join(", ")}`,
    );
  return data;
}
