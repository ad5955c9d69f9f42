import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "node:path";
import { LibvirtPlatform } from "../../components/libvirt/platform";
import { libvirtOf } from "../../topology/libvirt";
import type { Machine } from "../../topology/plan";
import { type Graph, graphOf, isSecret, type Registered } from "../support/graph";
import { coreosLibvirt, okdInput } from "../support/openshift-config";
import { anyPlanOf } from "../support/plan";

const sha256 = "7".repeat(64);
const url = "https://example.com/live.iso";
const plan = anyPlanOf(
  okdInput(
    { installationDisk: "/dev/vda", liveImage: { url, sha256 } },
    { topology: "sno-plus", controlPlanes: 1, workers: 0, libvirt: { image: coreosLibvirt.image } },
  ),
);
const ignition = '{"ignition":{"version":"3.3.0"}}';

/** The first control plane of the plan, booted and installed as a component would have it. */
function program(): Promise<object> {
  const platform = new LibvirtPlatform({ plan, image: "/images/disk.qcow2", clock: undefined });
  const machine = plan.controlPlanes[0] as Machine;
  const parent = new pulumi.ComponentResource("test:Machine", "first");
  const gate = new command.local.Command("seeded", { create: "true" });
  const given = { machine, ignition: pulumi.output(ignition), lifetime: "managed", after: [] } as const;
  const { booted } = platform.bootLive("first", given, { parent });
  platform.installed("first", { machine, booted, after: [gate] }, { parent });
  return Promise.resolve({});
}

describe("a machine that boots a live image and installs itself", () => {
  let graph: Graph;
  const resource = (name: string): Registered => {
    const found = graph.registered.get(name);
    if (found === undefined)
      throw new Error(`no resource ${name}: ${[...graph.registered.keys()].join(", ")}`);
    return found;
  };
  const environment = (name: string): unknown => resource(name).inputs["environment"];

  beforeAll(async () => {
    graph = await graphOf(program);
  }, 60_000);

  it("has a disk, its image, a domain and two waits, and no config of its own beside the image", () => {
    const own = [...graph.registered.values()].filter(({ parent }) => parent === "first");
    const names = ["booted", "disk", "domain", "installed", "live-iso"].map((part) => `first-${part}`);
    expect(own.map(({ name }) => name).sort()).toEqual(names);
  });

  it("trap: boot order: has an empty disk as large as any control plane's, which is tried before the drive", () => {
    const { inputs } = resource("first-disk");
    expect(inputs).toMatchObject({
      format: "qcow2",
      size: libvirtOf(plan).sizes.controlPlane.disk * 1024 ** 3,
    });
    expect(inputs).not.toHaveProperty("baseVolumeId");
    expect(resource("first-domain").inputs).toMatchObject({
      bootDevices: [{ devs: ["hd", "cdrom"] }],
      cloudinit: "first-live-iso stdout;master-0",
    });
    expect(resource("first-domain").inputs).not.toHaveProperty("coreosIgnition");
  });

  it("reads its config from standard input, as a secret, and fetches the image that the plan names", () => {
    expect(isSecret(resource("first-live-iso").inputs["stdin"])).toBe(true);
    expect(environment("first-live-iso")).toMatchObject({
      NAME: "master-0",
      PROGRAM: "fetch-image",
      IMAGE: resolve(".tools", "images", `live-${sha256}.iso`),
      IMAGE_URL: url,
      IMAGE_SHA256: sha256,
      IMAGE_KIND: "live",
    });
  });

  it("is left alone by another config and by another live image", () => {
    const { ignoreChanges } = resource("first-live-iso");
    const image = ["IMAGE", "PROGRAM", "IMAGE_URL", "IMAGE_SHA256", "IMAGE_KIND"];
    expect(ignoreChanges).toEqual(["stdin", ...image.map((key) => `environment.${key}`)]);
  });

  it("keeps what it was given, as its certificates end when that says", () => {
    expect(resource("first-booted").inputs["stdin"]).toMatchObject({ value: ignition });
    expect(isSecret(resource("first-booted").inputs["stdin"])).toBe(true);
  });

  it("is installed behind what seeds the cluster, and loses the image then", () => {
    const { inputs, dependsOn } = resource("first-installed");
    expect(inputs["create"]).toBe("components/libvirt/live-installed.sh");
    expect(dependsOn).toEqual(expect.arrayContaining(["first-booted", "seeded"]));
    expect(inputs["stdin"]).toBeUndefined();
  });
});
