import type { NodeFile } from "../file";
import { filesOfUnit } from "../unit-files";
import { unitText } from "../unit-text";
import { microshiftPaths } from "./paths";

/**
 * Holds MicroShift back on a node until it is known whether the node begins the cluster or joins it. The image has the
 * service enabled: it would begin a cluster at the node's first boot, without the markers of high availability where they
 * are written a moment later (facts: microshift.md, B4), and on a node that joins in vain.
 */
export const heldBack: readonly NodeFile[] = filesOfUnit({
  name: "microshift.service",
  enabled: true,
  dropins: [
    {
      name: "10-hardway.conf",
      contents: unitText({ Unit: { ConditionPathExists: microshiftPaths.mayStart } }),
    },
  ],
});
