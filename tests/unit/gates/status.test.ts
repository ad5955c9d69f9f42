import { statusOf } from "../../../gates/status";
import { operatorCredential } from "../../../pki/bundle";
import { recordingContext } from "../../support/gate-context";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";

const credential = operatorCredential(testBundle(planOf()), "provisioner");
// Nothing listens there.
const kubernetes = { url: "https://127.99.0.5:6443", credential };

describe("the command status", () => {
  it("looks at an OpenShift cluster where the document is its", async () => {
    const plan = { controlPlanes: [{ name: "master-0", address: "127.99.0.11" }], workers: [] };
    const context = recordingContext();
    const { text, healthy } = await statusOf(context, { plan, kubernetes, minimumOperators: 30 });
    context.end();
    expect(healthy).toBe(false);
    expect(text).toMatch(/^FAIL {2}every cluster operator is available.*: connection refused$/m);
  });

  it("looks at a MicroShift cluster where the document is its", async () => {
    const plan = {
      controlPlanes: [{ name: "node-1", address: "127.99.0.11" }],
      workers: [],
      virtualAddress: null,
    };
    const workloads = [{ namespace: "openshift-dns", kind: "DaemonSet", name: "dns-default" }];
    const context = recordingContext();
    const { text, healthy } = await statusOf(context, { plan, kubernetes, workloads, etcd: null });
    context.end();
    expect(healthy).toBe(false);
    expect(text).toMatch(
      /^FAIL {2}every workload that MicroShift brings is rolled out: connection refused$/m,
    );
    expect(text).not.toMatch(/etcd/);
  });

  it("refuses what is the input of neither", async () => {
    await expect(statusOf(recordingContext(), { kubernetes, minimumOperators: 0 })).rejects.toThrow();
    await expect(statusOf(recordingContext(), { kubernetes })).rejects.toThrow();
  });
});
