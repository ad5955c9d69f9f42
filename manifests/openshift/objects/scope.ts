/** The metadata of an object that belongs to the whole cluster. */
export interface ClusterMetadata {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of an object in a namespace. */
export interface NamespacedMetadata extends ClusterMetadata {
  readonly namespace: string;
}

/** What every object of the whole cluster says of itself. */
export interface ClusterScoped<Version extends string, Kind extends string> {
  readonly apiVersion: Version;
  readonly kind: Kind;
  readonly metadata: ClusterMetadata;
}

/** What every object in a namespace says of itself. */
export interface Namespaced<Version extends string, Kind extends string> {
  readonly apiVersion: Version;
  readonly kind: Kind;
  readonly metadata: NamespacedMetadata;
}

/** The API of the cluster's own configuration; of most of its kinds there is one object, which is named cluster. */
export const configApi = "config.openshift.io/v1";
/** The same as a type. */
export type ConfigApi = typeof configApi;

/** The metadata of the one object of its kind. */
export const only: ClusterMetadata = { name: "cluster" };
