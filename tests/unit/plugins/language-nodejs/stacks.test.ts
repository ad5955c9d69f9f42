import { postponeTranslation, translatedStack } from "../../../../plugins/language-nodejs/stacks";

describe("the translation of stacks to the lines of the source", () => {
  const installed = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  afterAll(() => {
    if (installed !== undefined) Object.defineProperty(Error, "prepareStackTrace", installed);
  });

  it("is put off, so that a stack that nobody sees costs nothing", () => {
    const translate = jest.fn(() => "translated");
    Error.prepareStackTrace = translate;
    postponeTranslation();
    expect(new Error("unseen").stack).not.toBe("translated");
    expect(translate).not.toHaveBeenCalled();
  });

  it("is made up for when an error is shown, and for that error alone", () => {
    expect(translatedStack(new Error("seen"))).toBe("translated");
    expect(new Error("unseen").stack).not.toBe("translated");
  });
});
