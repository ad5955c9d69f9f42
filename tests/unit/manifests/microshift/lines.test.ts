import { valuesOfLines } from "../../../../manifests/microshift/lines";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("the lines that a script prints", () => {
  it("are values by their names, whatever the values hold", () => {
    const printed = `kubeconfig=${base64("a: 1\nb=2\n")}\nkey=${base64("-----BEGIN\n==\n")}\n`;
    expect(valuesOfLines(printed, ["kubeconfig", "key"])).toEqual({
      kubeconfig: "a: 1\nb=2\n",
      key: "-----BEGIN\n==\n",
    });
  });

  it("are refused where one is missing, and nothing of the others is shown", () => {
    const printed = `key=${base64("secret")}\n`;
    expect(() => valuesOfLines(printed, ["key", "kubeconfig"])).toThrow(
      /^the script .* printed no kubeconfig$/,
    );
  });
});
