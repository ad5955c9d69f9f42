import { spawnSync } from "node:child_process";
import { withStandIn } from "../../../../support/stand-in-program";

interface Asked {
  readonly nodes: string;
  readonly madeAs?: "single" | "ha";
  /** What the roster printed last time. */
  readonly former?: string;
  /** The node of which podman still has the container. */
  readonly container?: string;
}

/** Asks the roster, where podman has no container but the one that is named. */
function ask({ nodes, madeAs = "ha", former, container = "none" }: Asked) {
  const podman = `[ "$5" = "hardway-x-${container}" ] && { echo exited; exit; }\nexit 125\n`;
  const { status, stdout, stderr } = spawnSync("components/microshift/shell/roster.sh", [], {
    env: {
      ...withStandIn("podman", podman),
      INSTANCE: "hardway-x",
      NODES: nodes,
      MADE_AS: madeAs,
      ...(former !== undefined && { PULUMI_COMMAND_STDOUT: former }),
    },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const grown = "made as ha\nnode 1 controlPlane present\nnode 2 worker present\nnode 3 worker left\n";

describe("the roster of nodes", () => {
  it("notes how the cluster was made, and its nodes", () => {
    expect(ask({ nodes: "1=controlPlane 2=worker" })).toEqual({
      status: 0,
      stdout: "made as ha\nnode 1 controlPlane present\nnode 2 worker present\n",
      stderr: "",
    });
  });

  it("remembers those that leave, for good", () => {
    expect(ask({ nodes: "1=controlPlane 4=worker", former: grown }).stdout).toBe(
      "made as ha\nnode 1 controlPlane present\nnode 4 worker present\nnode 2 worker left\nnode 3 worker left\n",
    );
  });

  it("lets the first node leave a cluster that stands", () => {
    const former = "made as ha\nnode 1 controlPlane present\nnode 2 controlPlane present\n";
    expect(ask({ nodes: "2=controlPlane", former }).stdout).toContain("node 1 controlPlane left\n");
  });

  it.each<readonly [string, Asked, readonly string[]]>([
    [
      "a cluster without a node 1",
      { nodes: "2=controlPlane" },
      ["a cluster begins with node 1", "add {id: 1, role: controlPlane}"],
    ],
    [
      "an id that another node had",
      { nodes: "1=controlPlane 3=worker", former: grown },
      ["node 3 has left, and its id is not given again", "give the new node the id 4"],
    ],
    [
      "another role for a node",
      { nodes: "1=controlPlane 2=controlPlane", former: grown },
      ["node 2 cannot become a controlPlane", "with the id 4 and the role controlPlane"],
    ],
    [
      "control planes for a cluster that was not made for them",
      { nodes: "1=controlPlane 2=controlPlane", former: "made as single\nnode 1 controlPlane present\n" },
      ["was made in topology single", "marker of high availability", "make destroy, then make up"],
    ],
  ])("refuses %s", (_, asked, words) => {
    const { status, stdout, stderr } = ask(asked);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    for (const word of words) expect(stderr).toContain(word);
  });

  it("lets a wish be taken back that was refused: the node that was to leave is still there", () => {
    const { status, stdout } = ask({ nodes: "1=controlPlane 3=worker", former: grown, container: "node-3" });
    expect(status).toBe(0);
    expect(stdout).toContain("node 3 worker present\n");
    expect(stdout).not.toContain("node 3 worker left");
  });
});
