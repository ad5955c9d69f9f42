import { whileRunning } from "../../ha/while-running";

describe("what is done while a program runs", () => {
  it("gives what it gave, and what the program reports when it is ended after it", async () => {
    const end = jest.fn(() => Promise.resolve("report"));
    const act = () => {
      expect(end).not.toHaveBeenCalled();
      return Promise.resolve("value");
    };
    await expect(whileRunning({ end }, act)).resolves.toEqual({ value: "value", report: "report" });
  });

  it("fails with its own reason, and the program is ended, though that may fail too", async () => {
    const end = jest.fn(() => Promise.reject(new Error("no report")));
    const act = () => Promise.reject(new Error("injection failed"));
    await expect(whileRunning({ end }, act)).rejects.toThrow("injection failed");
    expect(end).toHaveBeenCalledTimes(1);
  });

  it("fails where the program does not report", async () => {
    const end = () => Promise.reject(new Error("no report"));
    await expect(whileRunning({ end }, () => Promise.resolve())).rejects.toThrow("no report");
  });
});
