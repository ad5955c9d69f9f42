import { assertReady, awaitReady, NotReadyError } from "../../../../../plugins/kubernetes/waits/ready";
import { kubeconfigOf, serving, sessionOf, silent } from "../support";

const inputs = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "j", namespace: "ns" } };
const path = "/apis/batch/v1/namespaces/ns/jobs";
const complete = { ...inputs, status: { conditions: [{ type: "Complete", status: "True" }] } };

/** A cluster with one job, and a watch that tells of a passing state. */
async function cluster(job: object, watched: object) {
  const server = await serving({
    "GET /api/v1": { resources: [] },
    "GET /apis/batch/v1": { resources: [{ name: "jobs", kind: "Job", namespaced: true }] },
    [`GET ${path}/j`]: { ...job },
    [`GET ${path}?fieldSelector=metadata.name%3Dj&watch=true`]: `${JSON.stringify({ type: "MODIFIED", object: watched })}\n`,
  });
  const kubeconfig = kubeconfigOf(server.url.href, { "insecure-skip-tls-verify": true });
  return { server, cluster: sessionOf({ kubeconfig }).cluster };
}

describe("waiting for an object", () => {
  it("gives it back as it is when it is ready", async () => {
    const { server, cluster: made } = await cluster(complete, complete);
    const live = await awaitReady(made, inputs, { inputs, customTimeout: 5 }, silent());
    await server.close();
    expect(live).toEqual(complete);
  });
  it("takes the state that an event tells of, though it has passed since", async () => {
    const target = {
      type: "FailureTarget",
      status: "True",
      reason: "BackoffLimitExceeded",
      message: "Gave up",
    };
    const passing = { ...inputs, status: { conditions: [target] } };
    const { server, cluster: made } = await cluster(inputs, passing);
    const waiting = awaitReady(made, inputs, { inputs, customTimeout: 5 }, silent());
    await expect(waiting).rejects.toMatchObject({
      live: passing,
      problems: ["[BackoffLimitExceeded] Gave up"],
    });
    await server.close();
  });
  it("is not done for a kind that is ready at once", async () => {
    const configMap = { ...inputs, apiVersion: "v1", kind: "ConfigMap" };
    const offline = sessionOf({ kubeconfig: "nonsense" }).cluster;
    const wanted = { inputs: configMap, customTimeout: 0 };
    expect(await awaitReady(offline, configMap, wanted, silent())).toBe(configMap);
  });
});

describe("an object of the state", () => {
  it("that is not ready is reported without waiting", async () => {
    const offline = sessionOf({ kubeconfig: "nonsense" }).cluster;
    await expect(assertReady(offline, inputs, inputs)).rejects.toThrow(NotReadyError);
    await expect(assertReady(offline, inputs, complete)).resolves.toBeUndefined();
  });
});
