import { existsSync } from "node:fs";
import { basename } from "node:path";
import { forget, forgetRecord, makeWell, pulumi, type TestStack, testStack } from "../e2e/support/stack";
import { type Lab, startLab } from "./lab";

const minute = 60_000;
const disk = "1".repeat(64);

let lab: Lab;
let stack: TestStack;

beforeAll(async () => {
  lab = await startLab("image-preview");
  // Nobody listens there: a preview has no need of the image.
  const image = { url: "http://127.0.0.1:9/disk.qcow2.xz", sha256: "0".repeat(64), uncompressedSha256: disk };
  const libvirt = { uri: lab.uri, domainType: "qemu", poolFolder: `${lab.folder}/pool`, image };
  const base = { platform: "libvirt", until: "loadBalancer", controlPlanes: 1, workers: 0 };
  stack = { ...testStack("e2e-image", { ...base, libvirt }), where: lab.inNamespace };
  await forgetRecord(stack);
}, minute);

afterAll(async () => {
  await forgetRecord(stack);
  forget(stack);
  await lab.stop();
}, minute);

/** What is known of a resource that a preview would make. */
interface Planned {
  readonly urn: string;
  readonly newState?: { readonly inputs?: Readonly<Record<string, unknown>> };
}

describe("a preview of a stack whose machines boot from an image by its address", () => {
  it(
    "neither makes the project's own image nor fetches the other",
    async () => {
      const { text } = await makeWell("preview", stack);
      expect(text).toMatch(/ storage-base +create/);
      expect(text).not.toContain("virtual machine image");
    },
    3 * minute,
  );

  it(
    "has its file as the source of the base volume, under the same name",
    async () => {
      const { steps } = JSON.parse(await pulumi(stack, "preview", "--json")) as {
        readonly steps: readonly Planned[];
      };
      const base = steps.find(({ urn }) => urn.endsWith("::storage-base"));
      const { name, source } = base?.newState?.inputs ?? {};
      expect(name).toBe(`image-${disk}.qcow2`);
      expect(basename(String(source))).toBe(name);
      expect(existsSync(String(source))).toBe(false);
    },
    minute,
  );
});
