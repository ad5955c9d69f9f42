import { heldBackUntil } from "../../../../manifests/microshift/held-back";

describe("a machine whose image has MicroShift enabled", () => {
  it("does not start it before a file is there: no cluster begins without what it needs from the beginning", () => {
    expect(heldBackUntil("/etc/microshift/config.yaml")).toEqual([
      {
        path: "/etc/systemd/system/microshift.service.d/10-hardway.conf",
        mode: 0o600,
        owner: "root",
        contents: "[Unit]\nConditionPathExists=/etc/microshift/config.yaml\n",
      },
    ]);
  });
});
