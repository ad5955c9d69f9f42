import { checkpointOf, outputsOf } from "../../../../plugins/kubernetes/checkpoint";
import { secret } from "../../../../plugins/shared/values";

const inputs = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm" }, data: { a: "s" } };
const live = { ...inputs, metadata: { name: "cm", namespace: "default", uid: "1" } };

describe("the outputs of an object", () => {
  const outputs = outputsOf(
    { live, inputs, initialApiVersion: "v1", fieldManager: "pulumi-kubernetes-0a1b2c3d" },
    { data: { a: secret("s") } },
  );

  it("are the live object, with the inputs beside it, both with the program's secrets", () => {
    expect(outputs).toMatchObject({ metadata: live.metadata, data: { a: secret("s") } });
    expect(outputs["__inputs"]).toEqual({ ...inputs, data: { a: secret("s") } });
  });
  it("give back what they were made of", () => {
    expect(checkpointOf(outputs)).toEqual({
      live,
      inputs,
      initialApiVersion: "v1",
      fieldManager: "pulumi-kubernetes-0a1b2c3d",
    });
  });
});

describe("a state without the plugin's additions", () => {
  it("gets a field manager of its own", () => {
    const managers = [1, 2].map(() => checkpointOf(live).fieldManager);
    expect(managers[0]).toMatch(/^pulumi-kubernetes-[0-9a-f]{8}$/);
    expect(managers[0]).not.toBe(managers[1]);
  });
});
