import type { Namespaced } from "../../openshift/objects/scope";

/** A name under which the cluster's router forwards HTTP to a Service (route.openshift.io, Route). */
export interface Route extends Namespaced<"route.openshift.io/v1", "Route"> {
  readonly spec: {
    readonly host: string;
    readonly to: { readonly kind: "Service"; readonly name: string; readonly weight: number };
    /** The Service's port by its name. */
    readonly port: { readonly targetPort: string };
    readonly wildcardPolicy: "None";
  };
}
