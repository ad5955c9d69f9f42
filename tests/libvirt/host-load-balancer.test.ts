import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withStandIn } from "../support/stand-in-program";
import { type Lab, startLab } from "./lab";

const minute = 60_000;
const instance = "hardway-lb";
let lab: Lab;

beforeAll(async () => {
  lab = await startLab("hostlb");
}, minute);
afterAll(async () => {
  await lab.stop();
}, minute);

/** Runs the script that puts a load balancer on the hypervisor, and shows what would be run there. */
function put() {
  const { status, stderr } = spawnSync("components/libvirt/host-load-balancer.sh", ["up"], {
    env: {
      ...withStandIn("env", 'cat > /dev/null\necho "$@" >&2\n'),
      PLATFORM: "libvirt",
      INSTANCE: instance,
      LIBVIRT_URI: lab.uri,
      SSH_FOLDER: lab.folder,
    },
    input: "files() { :; }\n",
    encoding: "utf8",
  });
  return { status, stderr };
}

describe("a load balancer on a hypervisor with a real libvirt", () => {
  it("is refused where there is no network, with the reason", () => {
    const { status, stderr } = put();
    expect(status).toBe(1);
    expect(stderr).toContain("the load balancer has no bridge to have its addresses on");
    expect(stderr).toContain(`where:  network ${instance}, ${lab.uri}`);
  });

  it(
    "has its addresses on the bridge that libvirt has given the network",
    async () => {
      const file = join(lab.folder, "network.xml");
      writeFileSync(file, `<network><name>${instance}</name><ip address="10.77.0.1" prefix="24"/></network>`);
      await lab.virsh("net-define", file);
      expect(put()).toEqual({
        status: 0,
        stderr: expect.stringMatching(/^INSTANCE=hardway-lb BRIDGE=virbr\d+ sh -s up\n$/) as string,
      });
    },
    minute,
  );
});
