import { whatWasCollected } from "../../../gates/given-up";

describe("whatWasCollected", () => {
  it("gives the error to the platform's command and says where that has put what it collected", async () => {
    const command = 'echo "/state/$(wc -w).tar.gz"';
    expect(await whatWasCollected(command, "gave up waiting")).toBe("  archive: /state/3.tar.gz");
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
