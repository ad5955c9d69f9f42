import { mirrorFor } from "../../../machine-image/mirror";

const targets = [
  "nodistro nodistro main https://example.org/node",
  "bookworm-updates bookworm-updates main http://debian.example/debian/",
  "bookworm bookworm contrib http://debian.example/debian/",
  "bookworm stable main http://debian.example/debian/",
  "",
].join("\n");

describe("the mirror for the machine image", () => {
  it("is the host's own for the release's main component", () => {
    expect(mirrorFor("bookworm", targets)).toBe("http://debian.example/debian/");
  });

  it("is found by the suite's name too, where apt's lists are not there yet", () => {
    expect(mirrorFor("bookworm", " bookworm main http://debian.example/debian/")).toBe(
      "http://debian.example/debian/",
    );
  });

  it("is not another release's", () => {
    expect(mirrorFor("trixie", targets)).toBeUndefined();
  });
});
