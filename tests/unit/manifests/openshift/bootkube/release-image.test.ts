import { progressIn } from "../../../../../gates/openshift/stages";
import { pullCauses } from "../../../../../manifests/openshift/bootkube/pull-causes";
import { bootkubePaths } from "../../../../../manifests/openshift/bootkube/paths";
import { releaseImageScript } from "../../../../../manifests/openshift/bootkube/script";
import { neededTags } from "../../../../../manifests/openshift/images";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { fake, fakeMachine } from "./fake-machine";
import { podman } from "./podman";

const plan = openshiftPlanOf();
const { image, version } = plan.openshift.release;
const script = releaseImageScript(plan);

const needed = neededTags(plan);

/** A release that has these images, and a tag that names none by its digest. */
function releaseOf(tags: readonly string[]): string {
  const images = tags.map((name) => ({ name, from: { kind: "DockerImage", name: referenceOf(name) } }));
  const odd = { name: "odd", from: { kind: "ImageStreamTag", name: "odd:latest" } };
  return JSON.stringify({ kind: "ImageStream", spec: { tags: [...images, odd] } });
}

function referenceOf(tag: string): string {
  return `quay.io/okd/scos-content@sha256:${tag}`;
}

const references = releaseOf(needed);

/** A machine that can pull the release image, of which some things are otherwise than they should be. */
function machine(differences: Readonly<Record<string, string>> = {}) {
  const made = fakeMachine({ podman, uname: "#!/bin/sh\necho x86_64\n" });
  const podmanKnows = {
    digests: `${image}\n`,
    architecture: "amd64",
    "release/image-references": references,
    "release/release-metadata": JSON.stringify({ kind: "cincinnati-metadata-v0", version }),
    ...differences,
  };
  for (const [name, text] of Object.entries(podmanKnows)) made.write(`${fake}/${name}`, text);
  return made;
}

const failure = (differences: Readonly<Record<string, string>>) => {
  const made = machine(differences);
  expect(made.run(script).status).toBe(1);
  return made.report().find(({ result }) => result === "failed");
};

/** An error in the parts that every error has. */
function told(what: string, why: string, remedy: string): string {
  return `${what}; where: ${image}; why: ${why}; remedy: ${remedy}, then pulumi destroy and pulumi up, as this machine keeps what it was made with`;
}

describe("the release image on the bootstrap machine", () => {
  it("is taken in: its images by tag, itself among them, and its version", () => {
    const made = machine();
    expect(made.run(script)).toMatchObject({ status: 0 });
    expect(made.read("/opt/openshift/release/images")).toBe(
      [...needed.map((tag) => `${tag}=${referenceOf(tag)}\n`), `release=${image}\n`].join(""),
    );
    expect(made.read("/opt/openshift/release/version")).toBe(`${version}\n`);
    expect(made.read("/opt/openshift/release/image-references")).toBe(references);
  });

  it("is pulled by digest, with the pull secret's file", () => {
    const made = machine();
    made.run(script);
    expect(made.read(`${fake}/podman`).split("\n")[0]).toMatch(
      new RegExp(`^pull --quiet --authfile \\S+/var/lib/kubelet/config.json ${image}$`),
    );
  });

  it("is pulled again until it is there", () => {
    const made = machine({ "pull-fails": "2" });
    expect(made.run(script)).toMatchObject({
      status: 0,
      said: expect.stringContaining("Error: initializing source") as string,
    });
  });

  it("trap: gives CRI-O its image for pods before the kubelet starts one", () => {
    const made = machine();
    made.run(script);
    expect(made.read("/etc/crio/crio.conf.d/20-pause-image.conf")).toBe(
      `[crio.image]\npause_image = "${referenceOf("pod")}"\npause_command = "/usr/bin/pod"\n`,
    );
    expect(made.read(bootkubePaths.pauseEnvironment)).toBe(`PAUSE_IMAGE=${referenceOf("pod")}\n`);
    expect(made.has(`${fake}/systemctl`)).toBe(false);
  });

  it("has a CRI-O that runs already take that image up", () => {
    const made = machine({ active: "" });
    made.run(script);
    expect(made.read(`${fake}/systemctl`)).toBe("restart --no-block crio.service\n");
  });

  it("is taken for itself where it came from a mirror", () => {
    const digest = image.slice(image.indexOf("@"));
    const made = machine({ digests: `mirror.example.com/okd${digest}\n` });
    expect(made.run(script).status).toBe(0);
  });

  it("is refused with another digest, with where, why and the remedy", () => {
    expect(failure({ digests: "quay.io/okd/scos-release@sha256:0\n" })).toMatchObject({
      name: "release-verify",
      lastError: told(
        "the image that was pulled is another one, quay.io/okd/scos-release@sha256:0",
        "a registry or a mirror has handed out something else by this digest",
        "mirror the release anew, or set openshift.release to the digest that oc adm release info shows",
      ),
    });
  });

  it("is refused where it is for other machines, with where, why and the remedy", () => {
    expect(failure({ architecture: "arm64" })).toMatchObject({
      name: "release-verify",
      lastError: told(
        "the release is for arm64, and this machine is amd64",
        "openshift.release is the digest of the release for another architecture",
        "set openshift.release to the digest of the release for amd64",
      ),
    });
  });

  it("is refused where it is another version than the plan says, with where, why and the remedy", () => {
    expect(failure({ "release/release-metadata": '{"version":"4.18.0"}' })).toMatchObject({
      name: "release-verify",
      lastError: told(
        `the release image is version 4.18.0, and the plan's is ${version}`,
        "openshift.release and openshift.version are of different releases, and versions differ in flags and manifests",
        `set openshift.version to 4.18.0, or openshift.release to the digest of ${version}`,
      ),
    });
  });

  it("is refused before anything runs of it where it lacks an image, with all that it lacks", () => {
    const without = needed.filter((tag) => !["coredns", "pod"].includes(tag));
    expect(failure({ "release/image-references": releaseOf(without) })).toMatchObject({
      name: "release-extract",
      lastError: told(
        "the release has no image coredns pod",
        `it was put together without what the bootstrap of version ${version} runs`,
        "set openshift.release to a complete release, as oc adm release info --pullspecs shows it",
      ),
    });
  });

  it("reaches the words of whoever reads the report whole, its refusal", () => {
    const { name, result, lastError } = failure({ architecture: "arm64" }) ?? {};
    const { state } = progressIn(JSON.stringify([{ name, result, lastError }]), "objects");
    expect(state).toBe(`release-verify failed, and is begun again; last error: ${lastError ?? ""}`);
    expect(state).toMatch(/remedy: .* then pulumi destroy and pulumi up/);
  });
});

describe("a release image that cannot be pulled", () => {
  /** What the report says while podman says this, the first time of two. */
  function reported(words: string): string {
    const made = machine({ "pull-fails": "1", "pull-words": words });
    return made.run(script).said;
  }

  it.each([
    ["unauthorized: access to the requested resource is not authorized", "pull secret"],
    ["reading manifest sha256:5 in quay.io/okd/scos-release: manifest unknown", "no image with this digest"],
    [
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "openshift.trustBundle",
    ],
    [
      "writing blob: happened during read: Digest did not match, expected sha256:5, got sha256:6",
      "what came has another digest",
    ],
    ["Manifest does not match provided manifest digest sha256:5", "what came has another digest"],
    ["dial tcp: lookup quay.io: no such host", "does not reach the registry"],
    ["dial tcp 10.0.0.1:443: i/o timeout", "does not reach the registry"],
    ["writing blob: no space left on device", "libvirt.machines.bootstrap.disk"],
  ])("is told with what stands behind it: %s", (words, cause) => {
    const said = reported(`Error: initializing source: ${words}`);
    expect(said).toContain(`${words}; why: `);
    expect(said).toContain(cause);
  });

  it("is told in podman's words alone where nothing is known of them", () => {
    expect(reported("Error: something new")).toMatch(/: Error: something new\n/);
  });

  it("has causes that fit into the report with their remedies", () => {
    for (const { why, remedy } of pullCauses) expect(why.length + remedy.length).toBeLessThan(250);
  });
});
