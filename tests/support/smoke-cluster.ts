import type { Applications } from "../../checks/openshift/smoke/applications";
import type { SmokeCluster, SmokePlan } from "../../checks/openshift/smoke/check";
import { smokeNamespace } from "../../checks/openshift/smoke/objects";
import { type StandInApi, standInUrl, type Stored } from "./stand-in-api";

/** A cluster of a release, with two workers. */
export const releasePlan: SmokePlan = {
  families: ["ipv4"],
  payload: { kind: "image" },
  nodes: { controlPlanes: 3, workers: 2 },
  appsDomain: "apps.okd.example.com",
  ingress: { address: "10.90.0.5", port: 443 },
};

/** The same as a rehearsal. */
export const rehearsedPlan: SmokePlan = {
  ...releasePlan,
  payload: { kind: "folder", image: "localhost/k8s:1" },
};

/** The image of the Deployment from which a smoke test takes it. */
export const lentImage = `quay.io/okd/scos-content@sha256:${"c".repeat(64)}`;

const within = `/namespaces/${smokeNamespace}`;

/** Where the stand-in has the objects of a smoke test. */
export const smokePaths = {
  namespace: `/api/v1${within}`,
  deployment: `/apis/apps/v1${within}/deployments/smoke`,
  service: `/api/v1${within}/services/smoke`,
  route: `/apis/route.openshift.io/v1${within}/routes/smoke`,
  lender: "/apis/apps/v1/namespaces/openshift-console/deployments/downloads",
  pod: (name: string) => `/api/v1${within}/pods/${name}`,
  event: (name: string) => `/api/v1${within}/events/${name}`,
} as const;

/** The hosts of the two routes that are asked for. */
export const hosts = {
  smoke: "smoke-hardway-smoke.apps.okd.example.com",
  console: "console-openshift-console.apps.okd.example.com",
} as const;

/** Puts the Deployment into the cluster that lends its image. */
export function putLender(api: StandInApi): void {
  const containers = [{ name: "download-server", image: lentImage }];
  api.objects.set(smokePaths.lender, { spec: { template: { spec: { containers } } } });
}

/** Changes an object by what a controller adds to it. */
export function amend(api: StandInApi, path: string, more: Stored): void {
  api.objects.set(path, { ...api.objects.get(path), ...more });
}

/** A kubelet's part, and admission's: a pod that runs. */
export function putPod(api: StandInApi, name: string, more: Stored = {}): void {
  const annotations = { "openshift.io/scc": "restricted-v2" };
  api.objects.set(smokePaths.pod(name), {
    metadata: { name, annotations },
    spec: { nodeName: `node-of-${name}` },
    ...more,
  });
}

/** What an API server passes on of what a pod behind the Service answers. */
export function answerBehindService(api: StandInApi, text: string): void {
  api.answers.set(`${standInUrl}/api/v1${within}/services/smoke%3Ahttp/proxy/pod.txt`, page(text));
}

/** What answers at a page of an application. */
export function answerAs(api: StandInApi, url: string, text: string, status = 200): void {
  api.answers.set(url, page(text, status));
}

/** The controllers', the kubelets' and the routers' part: all that a smoke test asks for is there. */
export function serve(api: StandInApi): void {
  amend(api, smokePaths.deployment, { status: { availableReplicas: 2 } });
  for (const name of ["smoke-a", "smoke-b"]) putPod(api, name);
  answerBehindService(api, "smoke-a\n");
  const conditions = [{ type: "Admitted", status: "True" }];
  amend(api, smokePaths.route, { status: { ingress: [{ host: hosts.smoke, conditions }] } });
  answerAs(api, `https://${hosts.smoke}/pod.txt`, "smoke-b\n");
  answerAs(api, `https://${hosts.console}/`, "<title>OKD</title>");
}

/** The cluster whose applications are asked for by their names, without the load balancer between. */
export function smokeCluster(api: StandInApi, plan: SmokePlan = releasePlan): SmokeCluster {
  const applications: Applications = ({ host, path }) =>
    api.send({ method: "GET", url: `https://${host}${path}` });
  return { plan, kubernetes: api.kubernetes, applications };
}

function page(text: string, status = 200) {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, text };
}
