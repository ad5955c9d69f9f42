import type { ClusterObject } from "../../kubernetes/objects/object";
import type { Namespace } from "../../openshift/objects/namespaces";
import type { SecurityContextConstraints } from "../../openshift/objects/scc";
import type { Route } from "./route";

/** An object that is made in a MicroShift cluster, told apart by its kind: Kubernetes' own, and two of OpenShift's. */
export type MicroshiftObject = ClusterObject | Namespace | SecurityContextConstraints | Route;
