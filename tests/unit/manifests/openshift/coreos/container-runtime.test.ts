import { imagePulls } from "../../../../../manifests/openshift/coreos/container-runtime";
import { fileAt } from "../../rendered";

const secret = '{"auths":{"registry.example.com":{"auth":"bm9ib2R5OmtleQ=="}}}';
const mirrors = [
  {
    source: "quay.io/okd/scos-release",
    mirrors: ["mirror.example.com:5000/release", "second.example.com/release"],
  },
  { source: "quay.io/okd/scos-content", mirrors: ["mirror.example.com:5000/content"] },
];
const registries = "/etc/containers/registries.conf.d/10-mirrors.conf";

describe("what a bootstrap machine needs to pull images", () => {
  const part = imagePulls({ mirrors }, secret);

  it("is the pull secret, for root alone, once for all programs", () => {
    expect(fileAt(part, "/var/lib/kubelet/config.json")).toMatchObject({
      mode: 0o600,
      contents: `${secret}\n`,
    });
    const holders = part.files?.filter(({ contents }) => contents.includes("bm9ib2R5OmtleQ=="));
    expect(holders).toHaveLength(1);
  });

  it("trap: has CRI-O show it for the image of pods, too", () => {
    const { contents } = fileAt(part, "/etc/crio/crio.conf.d/10-pull-secret.conf");
    expect(contents).toContain('pause_image_auth_file = "/var/lib/kubelet/config.json"\n');
  });

  it("trap: takes mirrors for images by digest alone, which a mirror cannot change", () => {
    const { contents } = fileAt(part, registries);
    const blocks = contents.split("[[registry]]\n").slice(1);
    expect(blocks).toEqual([
      `prefix = "quay.io/okd/scos-release"
location = "quay.io/okd/scos-release"
mirror-by-digest-only = true

[[registry.mirror]]
location = "mirror.example.com:5000/release"

[[registry.mirror]]
location = "second.example.com/release"

`,
      `prefix = "quay.io/okd/scos-content"
location = "quay.io/okd/scos-content"
mirror-by-digest-only = true

[[registry.mirror]]
location = "mirror.example.com:5000/content"
`,
    ]);
  });

  it("says nothing of mirrors where there are none", () => {
    expect(imagePulls({ mirrors: [] }, secret).files?.map(({ path }) => path)).not.toContain(registries);
  });
});
