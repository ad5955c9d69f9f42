import { settle, type StoredResource } from "../../../../tools/stack/pending";

const urn = (name: string): string => `urn:pulumi:dev::hardway::command:local:Command::${name}`;

function stored(name: string, more: Partial<StoredResource> = {}): StoredResource {
  return { urn: urn(name), type: "command:local:Command", ...more };
}

const machine = stored("worker-1-booted");
const join = stored("worker-1-join", { propertyDependencies: { triggers: [machine.urn], stdin: null } });
const neighbour = stored("worker-0-join");

describe("a state after an interruption", () => {
  it("has no pending operation any more, and each of them is told", () => {
    const { deployment, said } = settle({
      resources: [neighbour],
      pending_operations: [
        { type: "creating", resource: machine },
        { type: "deleting", resource: neighbour },
        { type: "reading", resource: join },
      ],
    });
    expect(deployment.pending_operations).toEqual([]);
    expect(said).toEqual([
      "worker-1-booted was being made: it is made again, and what there is of it is finished or replaced",
      "worker-0-join was being removed: it is removed again",
      "worker-1-join was being read: it is read again",
    ]);
  });

  it("keeps everything else as it was exported, what is encrypted too", () => {
    const exported = {
      manifest: { time: "now" },
      secrets_providers: { type: "passphrase" },
      resources: [join],
    };
    const { deployment } = settle({ ...exported, pending_operations: [] });
    expect(deployment).toEqual({ ...exported, pending_operations: [] });
  });

  it("knows nothing of what was being made", () => {
    const { deployment } = settle({
      resources: [neighbour],
      pending_operations: [{ type: "creating", resource: machine }],
    });
    expect(deployment.resources).toEqual([neighbour]);
  });

  it("has what was being changed changed again, even if the configuration is set back", () => {
    const { deployment } = settle({
      resources: [machine, join],
      pending_operations: [{ type: "updating", resource: join }],
    });
    expect(deployment.resources).toEqual([
      machine,
      { ...join, initErrors: ["the last change was interrupted"] },
    ]);
  });

  it("has a gate that was being undone made anew with its machine, if both are wanted after all", () => {
    const { deployment } = settle({
      resources: [neighbour, machine, join],
      pending_operations: [{ type: "deleting", resource: join }],
    });
    expect(deployment.resources).toEqual([neighbour, { ...machine, taint: true }, { ...join, taint: true }]);
  });

  it("leaves an object of the cluster, which might be made before it is removed, to the engine", () => {
    const object = stored("services-deployment-coredns", { type: "kubernetes:apps/v1:Deployment" });
    const { deployment } = settle({
      resources: [object],
      pending_operations: [{ type: "deleting", resource: object }],
    });
    expect(deployment.resources).toEqual([object]);
  });

  it("leaves what the engine itself has marked for deletion", () => {
    const replaced = { ...join, delete: true };
    const { deployment } = settle({
      resources: [replaced, join],
      pending_operations: [{ type: "updating", resource: join }],
    });
    expect(deployment.resources[0]).toEqual(replaced);
  });
});
