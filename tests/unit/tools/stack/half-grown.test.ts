import { halfGrown } from "../../../../tools/stack/half-grown";

const urn = (name: string) => `urn:pulumi:dev::hardway::command:local:Command::${name}`;
const founding = { urn: urn("first-control-plane-founding") };
const joins = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ urn: urn(`control-plane-master-${index}-join`) }));

describe("a stack whose etcd stopped growing", () => {
  it("is told of at two members, with what may be lost and what to do", () => {
    expect(halfGrown([founding, ...joins(2)])).toBe(
      'WARNING: etcd has 2 members (master-0, master-1) and may lose none: either failure stops the cluster. Run "make up" before anything else: it finishes the growth.',
    );
  });

  it("is told of at four members, of which one may be lost as of three", () => {
    expect(halfGrown([founding, ...joins(4)])).toContain("and may lose 1.");
  });

  it.each([0, 1, 3, 5])("is none with %i members", (count) => {
    expect(halfGrown([founding, ...joins(count)])).toBeUndefined();
  });

  it("does not count a member that is being replaced", () => {
    const [first, second] = joins(2);
    expect(
      halfGrown([founding, { ...first, urn: first?.urn ?? "", delete: true }, second ?? founding]),
    ).toBeUndefined();
  });

  it("is none where a bootstrap machine is a member besides", () => {
    expect(halfGrown(joins(2))).toBeUndefined();
  });
});
