import { startNotes } from "../../ha/notes";

describe("the notes of a writer", () => {
  let clock: jest.SpyInstance<number, []>;
  const at = (moment: number) => clock.mockReturnValue(moment);

  beforeEach(() => {
    clock = jest.spyOn(Date, "now").mockReturnValue(1000);
  });
  afterEach(() => {
    clock.mockRestore();
  });

  it("number the writes behind the prefix, and say when each was acknowledged", async () => {
    const { writeNext, report } = startNotes("run-1", (name) => {
      at(name === "run-1-1" ? 1030 : 1250);
      return Promise.resolve();
    });
    await writeNext();
    await writeNext();
    const acknowledged = [
      { name: "run-1-1", at: 1030 },
      { name: "run-1-2", at: 1250 },
    ];
    expect(report()).toMatchObject({ began: 1000, acknowledged, failures: [] });
  });

  it("say of a write that failed when it was sent, how long that took, and why", async () => {
    const { writeNext, report } = startNotes("run-1", () => {
      at(8000);
      return Promise.reject(new Error("status 500"));
    });
    await writeNext();
    const failures = [{ name: "run-1-1", at: 1000, took: 7000, reason: "Error: status 500" }];
    expect(report()).toMatchObject({ acknowledged: [], failures });
  });

  it("end when the last write was sent, and not when it was answered", async () => {
    const { writeNext, report } = startNotes("run-1", () => {
      at(9000);
      return Promise.reject(new Error("no answer"));
    });
    at(1200);
    await writeNext();
    expect(report().ended).toBe(1200);
  });
});
