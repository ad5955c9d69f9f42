import type { MicroshiftPlan } from "../../../topology/microshift/plan";
import { type ClusterObject, roleBinding } from "../../kubernetes/objects/object";
import { namespace } from "./namespace";
import type { MicroshiftObject } from "./object";
import type { Route } from "./route";

/** What the demo application is made from: a plan that has one. */
export interface DemoPlan {
  readonly demo: NonNullable<MicroshiftPlan["demo"]>;
}

/** Whether a plan has the demo application. */
export function hasDemo<Plan extends Pick<MicroshiftPlan, "demo">>(plan: Plan): plan is Plan & DemoPlan {
  return plan.demo !== undefined;
}

const name = "golang-codeready-workspace";
const metadata = { name, namespace: "initial-test" } as const;
const labels = { app: name };
const port = { name: "http", number: 8080 } as const;

/** The demo application (facts: microshift.md, A12): it answers HTTP under a name of the cluster's domain. */
export function demoObjects(plan: DemoPlan): readonly MicroshiftObject[] {
  return [
    // Its image's user is whoever it says, root among them, which the level restricted refuses.
    namespace(metadata.namespace, "baseline"),
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    // What `oc adm policy add-scc-to-user anyuid -z` makes.
    roleBinding(
      { name: "system:openshift:scc:anyuid", namespace: metadata.namespace },
      { kind: "ClusterRole", name: "system:openshift:scc:anyuid" },
      { kind: "ServiceAccount", ...metadata },
    ),
    deployment(plan),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        type: "ClusterIP",
        selector: labels,
        ports: [{ name: port.name, port: port.number, targetPort: port.name, protocol: "TCP" }],
      },
    },
    route(plan),
  ];
}

function deployment({ demo }: DemoPlan): ClusterObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...metadata, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name,
              image: demo.image,
              imagePullPolicy: "IfNotPresent",
              ports: [{ name: port.name, containerPort: port.number, protocol: "TCP" }],
              readinessProbe: { tcpSocket: { port: port.name } },
            },
          ],
        },
      },
    },
  };
}

function route({ demo }: DemoPlan): Route {
  return {
    apiVersion: "route.openshift.io/v1",
    kind: "Route",
    metadata,
    spec: {
      host: demo.host,
      to: { kind: "Service", name, weight: 100 },
      port: { targetPort: port.name },
      wildcardPolicy: "None",
    },
  };
}
