import { isDone, standingOf } from "../../../../checks/microshift/standing";
import {
  controlPlanes,
  dns,
  putPod,
  putWorkload,
  router,
  waitingFor,
  worker,
} from "../../../support/microshift-cluster";
import { StandInApi, type Stored } from "../../../support/stand-in-api";
import { putNode } from "../../gates/openshift/cluster";

const [first = worker] = controlPlanes;
const refusal =
  'Failed to pull image "quay.io/x@sha256:1": reading manifest: unauthorized: access to the requested resource is not authorized';

/** A cluster of a control plane and a worker, on each of which dns-default has a pod. */
function clusterWhere(onControlPlane?: Stored, onWorker?: Stored): StandInApi {
  const api = new StandInApi();
  putNode(api, first.name, { roles: ["control-plane", "master", "worker"] });
  putNode(api, worker.name, { roles: ["worker"] });
  const unready = [onControlPlane, onWorker].filter((status) => status !== undefined).length;
  putWorkload(api, dns, { desired: 2, available: 2 - unready });
  putPod(api, dns, first.name, onControlPlane);
  putPod(api, dns, worker.name, onWorker);
  return api;
}

async function seen(onControlPlane?: Stored, onWorker?: Stored) {
  return standingOf(clusterWhere(onControlPlane, onWorker).kubernetes, dns);
}

const unready: Stored = {
  phase: "Running",
  containerStatuses: [
    { name: "dns", ready: true, state: { running: {} } },
    { name: "kube-rbac-proxy", ready: false, state: { running: {} } },
  ],
};

describe("how a workload stands", () => {
  it("is good where it is rolled out, and then no pod is asked for", async () => {
    expect(await seen()).toMatchObject({ state: "rolled out", detail: "" });
  });

  it("is known to be missing", async () => {
    const standing = await standingOf(new StandInApi().kubernetes, router);
    expect(standing).toMatchObject({
      state: "missing",
      detail: "Deployment openshift-ingress/router-default is not there yet",
    });
    expect(isDone(standing)).toBe(false);
  });

  it("names the pods that are not ready, where they are and what they wait for", async () => {
    const standing = await seen(waitingFor("dns", "CreateContainerError", "no such device"));
    expect(standing).toMatchObject({
      state: "waiting",
      detail:
        "DaemonSet openshift-dns/dns-default has 1 of 2 pods available (dns-default-on-node-1 on node-1 container dns CreateContainerError: no such device)",
    });
  });

  it("holds nobody up where only pods on workers are not ready, and tells of them", async () => {
    const standing = await seen(undefined, unready);
    expect(standing.state).toBe("lagging");
    expect(isDone(standing)).toBe(true);
    expect(standing.detail).toMatch(/on node-4 container kube-rbac-proxy runs and is not ready/);
  });

  it("waits where a pod of a control plane is not ready as well", async () => {
    expect((await seen(unready, unready)).state).toBe("waiting");
  });

  it("waits on a node of which nobody knows yet what it is", async () => {
    const api = clusterWhere(undefined, unready);
    putNode(api, worker.name);
    expect((await standingOf(api.kubernetes, dns)).state).toBe("waiting");
  });

  it("waits for pods of other workloads wherever they are", async () => {
    const api = clusterWhere();
    putWorkload(api, router, { available: 0 });
    putPod(api, router, worker.name, unready);
    expect((await standingOf(api.kubernetes, router)).state).toBe("waiting");
  });

  it("waits where a pod on a worker is not even made", async () => {
    const api = clusterWhere(undefined, unready);
    putWorkload(api, dns, { desired: 3, available: 1 });
    expect((await standingOf(api.kubernetes, dns)).state).toBe("waiting");
  });

  it("takes why an image is not pulled from the event, which the back-off keeps to itself", async () => {
    const api = clusterWhere(waitingFor("dns", "ImagePullBackOff", "Back-off pulling image"));
    api.objects.set("/api/v1/namespaces/openshift-dns/events/1", { message: "Error: ErrImagePull" });
    api.objects.set("/api/v1/namespaces/openshift-dns/events/2", { message: refusal });
    expect((await standingOf(api.kubernetes, dns)).detail).toMatch(
      /container dns ImagePullBackOff: Failed to pull image.*unauthorized/,
    );
  });

  it("keeps the end of a long message, which says why", async () => {
    const long = `Failed to pull image ${"x".repeat(500)}: unauthorized: no`;
    const { detail } = await seen(waitingFor("dns", "ErrImagePull", long));
    expect(detail).toMatch(/ErrImagePull: Failed to pull image x+ … x+: unauthorized: no\)$/);
  });

  it("tells of a pod that nobody places by what the scheduler says", async () => {
    const condition = {
      type: "PodScheduled",
      status: "False",
      reason: "Unschedulable",
      message: "no memory",
    };
    const { detail } = await seen({ phase: "Pending", conditions: [condition] });
    expect(detail).toMatch(/Unschedulable: no memory\)$/);
  });

  it("tells of a container that ends again and again by what it said last", async () => {
    const status = {
      phase: "Running",
      containerStatuses: [
        {
          name: "dns",
          ready: false,
          state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s" } },
          lastState: { terminated: { exitCode: 1, message: "port 5353 is taken" } },
        },
      ],
    };
    expect((await seen(status)).detail).toMatch(/CrashLoopBackOff: port 5353 is taken\)$/);
  });

  it("tells of the first container that stands in the way of the others", async () => {
    const status = {
      phase: "Pending",
      initContainerStatuses: [
        { name: "detector", ready: false, state: { terminated: { exitCode: 1, message: "unreachable" } } },
      ],
      containerStatuses: [{ name: "dns", ready: false, state: { waiting: { reason: "PodInitializing" } } }],
    };
    expect((await seen(status)).detail).toMatch(/container detector ended with code 1: unreachable\)$/);
  });
});
