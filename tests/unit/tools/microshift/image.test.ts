import { isOfThisHost } from "../../../../tools/microshift/image";

describe("an image that no registry has", () => {
  it.each([
    ["localhost/microshift-okd:latest", true],
    ["example.com/microshift-okd:latest", false],
    ["localhost.example.com/microshift-okd:latest", false],
  ])("is told by its name: %s", (image, isOwn) => {
    expect(isOfThisHost(image)).toBe(isOwn);
  });
});
