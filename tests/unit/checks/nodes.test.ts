import type { V1NodeCondition } from "@kubernetes/client-node";
import { unreadyReason } from "../../../checks/nodes";

const node = (...conditions: readonly V1NodeCondition[]) => ({ status: { conditions: [...conditions] } });

describe("unreadyReason", () => {
  it("is none for a node that is Ready, whatever its other conditions say", () => {
    const pressure = { type: "MemoryPressure", status: "False" };
    expect(unreadyReason(node(pressure, { type: "Ready", status: "True" }))).toBeUndefined();
  });

  it("is the kubelet's own reason", () => {
    const condition = {
      type: "Ready",
      status: "False",
      reason: "KubeletNotReady",
      message: "cni plugin not initialized",
    };
    expect(unreadyReason(node(condition))).toBe("KubeletNotReady: cni plugin not initialized");
  });

  it("is the controller's where the kubelet is silent", () => {
    const condition = { type: "Ready", status: "Unknown", reason: "NodeStatusUnknown" };
    expect(unreadyReason(node(condition))).toBe("NodeStatusUnknown");
  });

  it("says so where nobody has reported yet", () => {
    expect(unreadyReason({})).toBe("its kubelet has not reported yet");
  });

  it("is cut to a line's length", () => {
    const condition = { type: "Ready", status: "False", message: "x".repeat(1000) };
    expect(unreadyReason(node(condition))).toHaveLength(160);
  });
});
