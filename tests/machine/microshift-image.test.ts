import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { baseOf, buildImage } from "../../tools/microshift/dev-patch";
import { imageExists, imageProblems } from "../../tools/microshift/image";
import { capture } from "../../tools/process";
import { builtFiles, writeBuilt } from "../support/built-microshift";
import { temporaryFolder } from "../support/temporary-folder";

/** An image that has nothing but a file which a patch replaces, in the place of MicroShift's. */
const base = "localhost/hardway-test-microshift:base";
const patched = "localhost/hardway-test-microshift:patched";
const again = "localhost/hardway-test-microshift:again";

function podman(...words: readonly string[]): Promise<string> {
  return capture({ program: "podman", arguments: words });
}

beforeAll(async () => {
  const folder = temporaryFolder("base");
  writeFileSync(join(folder, "microshift"), "the old one");
  writeFileSync(join(folder, "Containerfile"), "FROM scratch\nCOPY microshift /usr/bin/microshift\n");
  await podman("build", "--tag", base, folder);
}, 60_000);

afterAll(async () => {
  for (const image of [again, patched, base])
    if (await imageExists(image)) await podman("rmi", "--force", image);
}, 60_000);

/** The files of an image under two folders, as text by path: a container of it is made and never started. */
async function filesIn(image: string): Promise<Readonly<Record<string, string>>> {
  const container = (await podman("create", image, "none")).trim();
  try {
    const root = (await podman("mount", container)).trim();
    const list = await capture({
      program: "find",
      arguments: [root, "-path", `${root}/usr/*`, "-type", "f", "-printf", "%m %P\\n"],
    });
    const files = list.split("\n").filter(Boolean);
    const read = files.map(async (line) => {
      const [mode = "", path = ""] = line.split(" ");
      const text = await capture({ program: "cat", arguments: [join(root, path)] });
      return [`${mode} ${path}`, text] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  } finally {
    await podman("umount", container);
    await podman("rm", container);
  }
}

const built = {
  "755 usr/bin/microshift": builtFiles["_output/bin/microshift"],
  "755 usr/bin/microshift-etcd": builtFiles["_output/bin/microshift-etcd"],
  "644 usr/share/microshift/release/release-x86_64.json": builtFiles["assets/release/release-x86_64.json"],
};

describe("an image with a developer's own MicroShift", () => {
  it("has the files in their places, with modes by which they run", async () => {
    await buildImage(writeBuilt(temporaryFolder("built")), base, patched);
    expect(await filesIn(patched)).toEqual(built);
  }, 120_000);

  it("is made of the same image again, and leaves that as it was", async () => {
    expect(await baseOf(patched)).toBe(base);
    expect(await baseOf(base)).toBe(base);
    const other = writeBuilt(temporaryFolder("built"), {
      "_output/bin/microshift": "BuildVariant=community 2",
    });
    await buildImage(other, await baseOf(patched), again);
    expect(await filesIn(again)).toEqual({ ...built, "755 usr/bin/microshift": "BuildVariant=community 2" });
    expect(Object.values(await filesIn(base))).toEqual(["the old one"]);
  }, 120_000);

  it("is not made of an image that is missing", async () => {
    await expect(baseOf("localhost/hardway-test-nowhere:latest")).rejects.toThrow(/to be patched is missing/);
  });
});

describe("the image of a stack's nodes", () => {
  it("is no problem where podman has it", async () => {
    expect(await imageProblems({ image: base, topology: "single" })).toEqual([]);
  });

  it.each([
    ["single", "microshift-io/microshift"],
    ["ha", "leelavg/microshift-usm"],
  ] as const)(
    "that only this host could have is missing with the way to build it, in topology %s",
    async (topology, project) => {
      const image = "localhost/hardway-test-nowhere:latest";
      const [problem, ...others] = await imageProblems({ image, topology });
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ where: `podman image ${image}`, seen: "podman has no such image" });
      expect(problem?.remedy).toContain(project);
      expect(problem?.remedy).toContain("pulumi config set --path microshift.image");
    },
  );

  it("that cannot be pulled is missing with what podman says", async () => {
    const [problem] = await imageProblems({ image: "registry.invalid/microshift:1", topology: "single" });
    expect(problem?.why).toBe("podman has no such image, and could not pull it");
    expect(problem?.seen).toMatch(/registry\.invalid/);
  }, 120_000);
});
