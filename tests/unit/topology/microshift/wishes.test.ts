import { refusedWishes, removal } from "../../../../topology/microshift/wishes";

describe("a wish that nobody grants", () => {
  const wish = { where: "microshift.image", what: "no use", why: "because", instead: "" };

  it("is refused where it was made", () => {
    expect(refusedWishes([{ ...wish, value: "a" }])).toEqual([
      {
        where: "microshift.image",
        value: "a",
        what: "no use",
        why: "because",
        remedy: "pulumi config rm --path microshift.image",
      },
    ]);
  });

  it("is told with what else could be done", () => {
    const [problem] = refusedWishes([{ ...wish, value: "a", instead: "do the other" }]);
    expect(problem?.remedy).toBe("pulumi config rm --path microshift.image, or do the other");
  });

  it("is none where nothing was wished", () => {
    expect(refusedWishes([{ ...wish, value: undefined }])).toEqual([]);
  });
});

describe("the command that leaves a key out", () => {
  it("has a path where the key is inside another", () => {
    expect([removal("workers"), removal("microshift.demo")]).toEqual([
      "pulumi config rm workers",
      "pulumi config rm --path microshift.demo",
    ]);
  });
});
