import { nodesIn } from "../../../../tools/microshift/nodes";
import { describe as commandText } from "../../../../tools/process";

describe("the nodes that run", () => {
  const listing = "hardway-ha-node-10 300\nhardway-ha-node-2 200\nhardway-ha-cache 100\n";
  const nodes = nodesIn(listing, "hardway-ha");

  it("are read from podman's listing, by their ids, whatever else is labelled so", () => {
    expect(nodes.map(({ name }) => name)).toEqual(["node-2", "node-10"]);
  });

  it("are none where nothing runs", () => {
    expect(nodesIn("", "hardway-ha")).toEqual([]);
  });

  it("run a program in all of their namespaces, by the container's first process", () => {
    const [first] = nodes;
    expect(
      commandText(first?.inside("systemctl", "is-active", "crio.service") ?? { program: "", arguments: [] }),
    ).toBe(
      "nsenter --target=200 --mount --uts --ipc --net --pid --root --wd systemctl is-active crio.service",
    );
  });
});
