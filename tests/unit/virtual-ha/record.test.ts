import { table } from "../../virtual-ha/record";

describe("what the suite of the whole plan on virtual machines writes", () => {
  it("has a row for the start, for each change, and for each fault: one that lasts says when the API took a change", () => {
    const measured = {
      up: 1801.4,
      changes: { "a file changed": 42.2 },
      outcomes: [
        { fault: "a control plane is killed", answers: 12.6, healthy: 240 },
        { fault: "all machines are reset", healthy: 600.2 },
      ],
    };
    expect(table(measured).split("\n").slice(2)).toEqual([
      "| `make up` from nothing | 1801 s |",
      "| a file changed | 42 s |",
      "| a control plane is killed | the API took a change after 13 s; healthy 240 s after it was back |",
      "| all machines are reset | healthy again after 600 s |",
    ]);
  });
});
