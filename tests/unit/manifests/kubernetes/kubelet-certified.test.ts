import { kubeletCertified } from "../../../../manifests/kubernetes/kubelet-certified";

const { files = [], units = [] } = kubeletCertified("usual");

describe("a kubelet that has waited long for its certificate", () => {
  it("is started anew once it has it, so that its node is not kept waiting for 23 s", () => {
    expect(units.map(({ name, enabled }) => [name, enabled])).toEqual([["kubelet-certified.service", true]]);
    expect(files[0]?.contents).toContain("systemctl restart kubelet.service");
  });

  it("is left alone where the certificate is there when the machine starts, as after a reboot", () => {
    const [wait, restart] = ["until [ -e", 'if [ "$looks" -gt 15 ]'].map((line) =>
      files[0]?.contents.indexOf(line),
    );
    expect(wait).toBeGreaterThan(0);
    expect(restart).toBeGreaterThan(wait ?? Infinity);
  });
});

it("an emulated machine's kubelet is left alone, as its start would take longer than the wait", () => {
  expect(kubeletCertified("emulated")).toEqual({});
});
