import type { NodeFile } from "../file";
import { filesOfUnit } from "../unit-files";
import { unitText } from "../unit-text";

/**
 * Holds MicroShift back until a file is there. An image may have the service enabled, and its first start makes a cluster
 * that keeps its networks and names for good: on a virtual machine before its configuration has come by ssh, and on a
 * podman node before it is known whether it begins a cluster or joins one, without the markers of high availability where
 * they are written a moment later (facts: microshift.md, B4).
 */
export function heldBackUntil(path: string): readonly NodeFile[] {
  return filesOfUnit({
    name: "microshift.service",
    enabled: true,
    dropins: [{ name: "10-hardway.conf", contents: unitText({ Unit: { ConditionPathExists: path } }) }],
  });
}
