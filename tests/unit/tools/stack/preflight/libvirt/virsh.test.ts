import { attributesIn, linesOf } from "../../../../../../tools/stack/preflight/libvirt/virsh";

describe("the answers of virsh", () => {
  it("are lines without white space around them, and none where it refused", async () => {
    const ended = { exitCode: 0, output: " one\n\n  two \n", errors: "" };
    expect(await linesOf(Promise.resolve(ended))).toEqual(["one", "two"]);
    expect(await linesOf(Promise.resolve({ ...ended, exitCode: 1 }))).toEqual([]);
  });

  it("are read for an attribute of elements of one name, in either quotes, and of no other name", () => {
    const xml = `<mac address='a'/><machine address="no"/><mac type='x' address="b"/><ip address='c'/>`;
    expect(attributesIn(xml, "mac", "address")).toEqual(["a", "b"]);
  });
});
