import { CreateRequest, InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { PluginProcess } from "./plugin-process";
import { startPlugin, struct, until } from "./plugin-process";

const URN = "urn:pulumi:dev::test::command:local:Command::one";

describe("a plugin as the engine sees it", () => {
  let plugin: PluginProcess;
  beforeEach(async () => {
    plugin = await startPlugin("pulumi-resource-command");
  });
  afterEach(() => plugin.stop());

  const create = (command: string): Promise<CreateResponse> =>
    new Promise((resolve, reject) => {
      const request = new CreateRequest().setUrn(URN).setProperties(struct({ create: command }));
      plugin.client.create(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });

  it("has shown every line, in order, when it answers", async () => {
    const response = await create("for i in 1 2 3 4 5; do echo line $i; done");
    expect(plugin.logged).toEqual([1, 2, 3, 4, 5].map((number) => `line ${number}`));
    expect(response.getProperties()?.toJavaScript()).toMatchObject({ stderr: "" });
    expect(response.getId()).toMatch(/^one[0-9a-f]{8}$/);
  });

  // Longer ones reach the real engine too (2 MB tried); the client of this test takes 64 KiB at most.
  it("reports a long error whole", async () => {
    const wanted = "x".repeat(40_000);
    await expect(create("head -c 40000 /dev/zero | tr '\\0' x; exit 3")).rejects.toMatchObject({
      details: expect.stringContaining(wanted) as string,
    });
  });

  it("stops what runs when the engine cancels", async () => {
    const running = create("echo started; exec sleep 60").catch((error: unknown) => String(error));
    await until(() => plugin.logged.includes("started"));
    await plugin.cancel();
    expect(await running).toMatch(/signal: killed: running/);
  });

  it("refuses functions by name, with the remedy", async () => {
    const request = new InvokeRequest().setTok("command:local:run").setArgs(struct({ command: "true" }));
    const message = await new Promise((resolve) => {
      plugin.client.invoke(request, (error) => {
        resolve(error?.details);
      });
    });
    expect(message).toMatch(/command:local:run .*is not offered .*`pulumi install`/);
  });
});
