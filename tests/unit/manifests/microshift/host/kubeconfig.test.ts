import { parse } from "yaml";
import { kubeconfigFor } from "../../../../../manifests/microshift/host/kubeconfig";
import { playedKubeconfig } from "../../../../support/microshift-access";

describe("the kubeconfig of a host", () => {
  it("reaches the API where this host does, and is otherwise the same", () => {
    const own = kubeconfigFor(playedKubeconfig, "https://192.0.2.10:6443");
    expect(parse(own)).toEqual(parse(playedKubeconfig.replace("10.90.0.100", "192.0.2.10")));
  });

  it.each(["", "none", "clusters: []\n", "a: [\n"])(
    "is refused where it has no clusters, without being shown: %j",
    (text) => {
      expect(() => kubeconfigFor(text, "https://192.0.2.10:6443")).toThrow(/has no clusters/);
    },
  );
});
