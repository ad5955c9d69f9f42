import { timeSlices } from "../../../../manifests/virtual-machine/time-slices";

const text = timeSlices("emulated").units?.[0]?.contents;

describe("an emulated processor", () => {
  it("has programs take longer turns, before the first container runs", () => {
    expect(text).toContain("Before=containerd.service\n");
    expect(text).toMatch(/echo NO_WAKEUP_PREEMPTION > \/sys\/kernel\/debug\/sched\/features'/);
  });

  it("is told only what its kernel knows", () => {
    const orders = text?.match(/^ExecStart=.*sched.*$/gm) ?? [];
    expect(orders).toHaveLength(4);
    for (const order of orders) expect(order).toMatch(/test ! -e (\S+) \|\| echo \S+ > \1'$/);
  });
});

it("a processor of the host's own is left to its kernel", () => {
  expect(timeSlices("usual")).toEqual({});
});
