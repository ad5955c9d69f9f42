import { whatWasCollected } from "../../../gates/given-up";

describe("whatWasCollected", () => {
  it("gives the error to the platform's command and says where that has put what it collected", async () => {
    const command = 'echo "/state/$(wc -w).tar.gz"';
    expect(await whatWasCollected(command, "gave up waiting")).toBe("  archive: /state/3.tar.gz");
  });

  it("adds what the machines say of themselves that is worth knowing at once", async () => {
    const command = "printf '/state/3.tar.gz\\nbootstrap: stage release-verify failed: another digest\\n'";
    expect(await whatWasCollected(command, "gave up waiting")).toBe(
      "  said:   bootstrap: stage release-verify failed: another digest\n  archive: /state/3.tar.gz",
    );
  });

  it.each([
    ["fails", "exit 7", "7"],
    ["is killed", "kill -KILL $$", "SIGKILL"],
  ])("says that nothing was collected where that command %s", async (_, command, how) => {
    expect(await whatWasCollected(command, "gave up")).toBe(
      `  archive: none, the collector ended with ${how}`,
    );
  });
});
