import { heldBack } from "../../../../manifests/microshift/held-back";
import { microshiftPaths } from "../../../../manifests/microshift/paths";

describe("a node before it is known whether it begins or joins", () => {
  it("does not start MicroShift, enabled as it is: no cluster begins without the markers of high availability", () => {
    expect(heldBack).toEqual([
      {
        path: "/etc/systemd/system/microshift.service.d/10-hardway.conf",
        mode: 0o600,
        owner: "root",
        contents: `[Unit]\nConditionPathExists=${microshiftPaths.mayStart}\n`,
      },
    ]);
  });
});
