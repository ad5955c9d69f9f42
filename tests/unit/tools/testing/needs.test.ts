import { unmet } from "../../../../tools/testing/needs";

describe("what a part of the tests needs", () => {
  it("is met when it needs nothing, and then nothing is prepared", async () => {
    const prepare = jest.fn(() => Promise.resolve());
    await expect(unmet([], prepare)).resolves.toBeUndefined();
    expect(prepare).not.toHaveBeenCalled();
  });

  it("is refused with the reason to a user who is not root", async () => {
    const user = jest.spyOn(process, "getuid").mockReturnValue(1000);
    await expect(unmet(["root"], () => Promise.resolve())).resolves.toMatch(/need root/);
    user.mockRestore();
  });
});
