import { look } from "../../../../tools/collect/look";

describe("look", () => {
  it("keeps what a program says on both streams", async () => {
    expect(await look("file", ["sh", "-c", "echo out; echo err >&2"])).toEqual({
      path: "file",
      text: "out\nerr\n",
    });
  });

  it("says how a program ended that did not end well", async () => {
    expect((await look("file", ["sh", "-c", "echo out; exit 3"])).text).toBe("out\n(exit code 3)\n");
    expect((await look("file", ["no-such-program"])).text).toMatch(/No such file[^]*\(exit code 127\)/);
  });

  it("ends what hangs, with all that it started, and keeps what it had said", async () => {
    const { text } = await look("file", ["sh", "-c", "echo begun; sh -c 'trap \"\" TERM; sleep 100'"], 1);
    expect(text).toBe("begun\n(no end within 1 s)\n");
  });
});
