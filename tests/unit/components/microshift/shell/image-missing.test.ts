import { StandInHost } from "../../../../support/stand-in-podman";

/** Has an image pulled, by a stand-in for podman that notes what it is asked. */
function pull(image: string, podman: string) {
  const host = new StandInHost("hardway-unit-image");
  host.program("podman", `echo "podman $*" >> "$CALLS"\n${podman}`);
  return { host, ...host.run("components/microshift/shell/image-missing.sh", { IMAGE: image }) };
}

const remedy = "pulumi config set --path microshift.image <image>";

describe("the image of the nodes that is not on this host", () => {
  it("is pulled", () => {
    const { host, status, stdout, stderr } = pull("registry.example/microshift:4", "echo sha256:5");
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "",
      stderr: "pulling registry.example/microshift:4\n",
    });
    expect(host.calls).toEqual(["podman pull --quiet registry.example/microshift:4"]);
  });

  it("is not looked for elsewhere where it can only have been made here", () => {
    const { host, status, stderr } = pull("localhost/microshift-okd:latest", "exit 0");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^the image of the nodes is missing\n {2}where: {2}podman image localhost\/microshift-okd:latest\n/,
    );
    expect(stderr).toContain("make image there, as root");
    expect(host.calls).toEqual([]);
  });

  it("is an error with the registry's last words where it cannot be pulled", () => {
    const { status, stderr } = pull(
      "registry.example/microshift:4",
      "printf '%s\\n' Trying one two 'Error: unauthorized' >&2\nexit 125",
    );
    expect(status).toBe(1);
    expect(stderr).toContain("seen:   it cannot be pulled: one\n");
    expect(stderr).toContain("two\n          Error: unauthorized\n");
    expect(stderr).not.toContain("Trying");
    expect(stderr).toContain(remedy);
  });
});
