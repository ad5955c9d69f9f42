import { capture } from "../../tools/process";
import { holderOf } from "../../tools/stack/preflight/address-holder";

const instance = "hardway-test-holder";
const stack = { name: "test-holder", instance, folder: "/nowhere", kubeconfig: "/nowhere/kubeconfig" };
const ip = (...parts: readonly string[]) => capture({ program: "ip", arguments: parts });

/** Two namespaces with a cable between them: the cluster's, and somebody's who has an address of its network. */
describe("who answers for an address", () => {
  const other = `${instance}-other`;

  beforeAll(async () => {
    for (const namespace of [instance, other]) await ip("netns", "add", namespace);
    await ip("-n", instance, "link", "add", "near", "type", "veth", "peer", "name", "far", "netns", other);
    await ip("-n", instance, "address", "add", "10.99.0.1/24", "dev", "near");
    await ip("-n", other, "address", "add", "10.99.0.200/24", "dev", "far");
    await ip("-n", instance, "link", "set", "near", "up");
    await ip("-n", other, "link", "set", "far", "up");
  });

  afterAll(async () => {
    for (const namespace of [instance, other]) await ip("netns", "delete", namespace);
  });

  it("is whoever has it on the network", async () => {
    expect(await holderOf(stack, "10.99.0.200")).toMatch(/^the hardware address [0-9a-f:]{17} answers$/);
  });

  it("is an interface of the namespace itself", async () => {
    expect(await holderOf(stack, "10.99.0.1")).toBe("interface near of the namespace has it");
  });

  it("is nobody where nobody has it, where there is no way to it, and where there is no network yet", async () => {
    expect(await holderOf(stack, "10.99.0.201")).toBe("");
    expect(await holderOf(stack, "10.98.0.1")).toBe("");
    expect(await holderOf({ ...stack, instance: "hardway-test-none" }, "10.99.0.200")).toBe("");
  });
});
