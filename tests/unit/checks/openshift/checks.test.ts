import type { OpenshiftCheck } from "../../../../checks/openshift/check";
import { openshiftChecks } from "../../../../checks/openshift/checks";
import { clusterVersionAvailable } from "../../../../checks/openshift/cluster-version";
import { noNodeRequests } from "../../../../checks/openshift/node-requests";
import { operatorsConverged } from "../../../../checks/openshift/operators";
import { StandInApi, type Stored } from "../../../support/stand-in-api";

const api = new StandInApi();
afterEach(() => {
  api.objects.clear();
});

function find(check: OpenshiftCheck, minimumOperators = 1) {
  const plan = { controlPlanes: [], workers: [] };
  return check.probe({ plan, kubernetes: api.kubernetes, unplanned: "a fault", minimumOperators });
}

function status(statuses: Readonly<Record<string, string>>): Stored {
  return { conditions: Object.entries(statuses).map(([type, value]) => ({ type, status: value })) };
}

describe("the checks of OpenShift", () => {
  it("have each an id of its own and say why they matter", () => {
    expect(new Set(openshiftChecks.map(({ id }) => id)).size).toBe(openshiftChecks.length);
    for (const { id, why, sentence } of openshiftChecks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(why.length).toBeGreaterThan(20);
      expect(sentence).not.toMatch(/\.$/);
    }
  });
});

describe("the ClusterVersion", () => {
  const path = "/apis/config.openshift.io/v1/clusterversions/version";

  it("is good where the release is applied, by its version", async () => {
    const desired = { version: "4.19.0" };
    const conditions = status({ Available: "True", Failing: "False", Progressing: "False" });
    api.objects.set(path, { status: { ...conditions, desired } });
    expect(await find(clusterVersionAvailable)).toEqual({ level: "ok", detail: "4.19.0" });
  });

  it("is not where it is available and still progresses, as after an update", async () => {
    const conditions = status({ Available: "True", Failing: "False", Progressing: "True" });
    api.objects.set(path, { status: conditions });
    expect(await find(clusterVersionAvailable)).toEqual({ level: "failure", detail: "Progressing=True" });
  });

  it("is not where it has no status yet, or is not there", async () => {
    api.objects.set(path, { spec: {} });
    expect((await find(clusterVersionAvailable)).detail).toMatch(/^says nothing of Available; /);
    api.objects.clear();
    expect((await find(clusterVersionAvailable)).level).toBe("failure");
  });
});

describe("the cluster operators", () => {
  const path = "/apis/config.openshift.io/v1/clusteroperators";
  const converged = status({ Available: "True", Progressing: "False", Degraded: "False" });

  it("are good where each has converged, and they are as many as there must be", async () => {
    for (const name of ["dns", "etcd"])
      api.objects.set(`${path}/${name}`, { metadata: { name }, status: converged });
    expect(await find(operatorsConverged, 2)).toEqual({ level: "ok", detail: "2 operators" });
    expect(await find(operatorsConverged, 3)).toEqual({
      level: "failure",
      detail: "2 operators, of at least 3",
    });
  });

  it("are not where one has not, which is named with all that it says", async () => {
    api.objects.set(`${path}/dns`, {
      metadata: { name: "dns" },
      status: status({ Available: "False", Progressing: "True", Degraded: "False" }),
    });
    api.objects.set(`${path}/etcd`, { metadata: { name: "etcd" }, status: converged });
    expect((await find(operatorsConverged)).detail).toBe("dns Available=False, Progressing=True");
  });

  it("are not where there are none: each of none has converged", async () => {
    expect((await find(operatorsConverged)).level).toBe("failure");
  });
});

describe("the nodes' certificate requests", () => {
  const path = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
  const spec = { signerName: "kubernetes.io/kubelet-serving", username: "system:node:worker-7", request: "" };

  it("are good where all are decided, and those to signers that are no node's do not count", async () => {
    const decided = { conditions: [{ type: "Denied", status: "True" }] };
    api.objects.set(`${path}/csr-1`, { metadata: { name: "csr-1" }, spec, status: decided });
    const other = { ...spec, signerName: "example.com/people" };
    api.objects.set(`${path}/csr-2`, { metadata: { name: "csr-2" }, spec: other });
    expect(await find(noNodeRequests)).toEqual({ level: "ok", detail: "none is open" });
  });

  it("are not where one waits, by whose it is and for what", async () => {
    api.objects.set(`${path}/csr-1`, { metadata: { name: "csr-1" }, spec });
    expect((await find(noNodeRequests)).detail).toMatch(
      /^csr-1 of system:node:worker-7 to kubernetes\.io\/kubelet-serving waits/,
    );
  });
});
