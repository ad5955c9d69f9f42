import { hiddenValue } from "../../../../topology/problems";
import { pullSecretOf, pullSecretProblems, registriesOf } from "../../../../topology/openshift/pull-secret";
import { pullSecretText, tokenUntil } from "../../../support/openshift-config";

const now = new Date("2026-01-01T00:00:00Z");
const before = new Date("2025-12-31T23:59:59Z");
const after = new Date("2026-01-01T00:00:01Z");

const whatOf = (text: string) => pullSecretProblems(text, now).map(({ what }) => what);
const withAuth = (auth: unknown) => JSON.stringify({ auths: { "quay.io": auth } });
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the pull secret", () => {
  it("is the configured one, or where there is none one that no registry asks for", () => {
    expect(pullSecretOf({ pullSecret: "{}" })).toBe("{}");
    const dummy = pullSecretOf({});
    expect(pullSecretProblems(dummy, now)).toEqual([]);
    expect(registriesOf(dummy)).toEqual(["fake"]);
  });

  it("is accepted with an auth for each registry, whatever its passwords are", () => {
    const passwords = {
      "quay.io": "a:b",
      "registry.example.com:5000/a": "x.y.z",
      "https://a.example.com/v1/": "1",
    };
    expect(whatOf(pullSecretText(passwords))).toEqual([]);
  });

  it.each([
    ["no JSON", "~/pull-secret.json", "the pull secret is no JSON object"],
    ["JSON, but no object", '["quay.io"]', "the pull secret is no JSON object"],
    ["of another kind", '{"quay.io":{"auth":"YTpi"}}', "the pull secret has no auths"],
    ["empty", '{"auths":{}}', "the pull secret has no auths"],
    ["without objects", '{"auths":["quay.io"]}', "the pull secret has no auths"],
    ["without an auth", withAuth({ email: "a@example.com" }), "the pull secret has no auth for quay.io"],
    ["without an entry", withAuth("YTpi"), "the pull secret has no auth for quay.io"],
    ["not base64", withAuth({ auth: "user:password" }), "the auth for quay.io is no user and password"],
    [
      "cut short",
      withAuth({ auth: base64("user:password").slice(0, -3) }),
      "the auth for quay.io is no user and password",
    ],
    ["a user alone", withAuth({ auth: base64("user") }), "the auth for quay.io is no user and password"],
    ["no user", withAuth({ auth: base64(":password") }), "the auth for quay.io is no user and password"],
    ["no password", withAuth({ auth: base64("user:") }), "the auth for quay.io is no user and password"],
  ])("that is %s is refused", (_, text, what) => {
    expect(whatOf(text)).toEqual([what]);
  });

  it("whose token has expired is refused, and says since when", () => {
    const text = pullSecretText({ "quay.io": "a", "registry.redhat.io": tokenUntil(before) });
    const [problem, ...others] = pullSecretProblems(text, now);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      what: "the credentials for registry.redhat.io have expired",
      why: "they were valid until 2025-12-31T23:59:59.000Z, as the token in them says",
    });
    expect(whatOf(pullSecretText({ "registry.redhat.io": tokenUntil(after) }))).toEqual([]);
  });

  it("has a problem for each registry, all at once", () => {
    const entries = {
      "a.example.com": {},
      "b.example.com": { auth: "?" },
      "c.example.com": { auth: "YTpi" },
    };
    expect(whatOf(JSON.stringify({ auths: entries }))).toEqual([
      "the pull secret has no auth for a.example.com",
      "the auth for b.example.com is no user and password",
    ]);
  });

  it("is never repeated in an error, not even where credentials stand for a registry's name", () => {
    const secret = "hunter2-hunter2";
    const texts = [
      secret,
      `{"auths":"${secret}"}`,
      withAuth({ auth: secret }),
      withAuth({ auth: base64(secret) }),
      JSON.stringify({ auths: { [`user:${secret}@quay.io`]: {} } }),
      pullSecretText({ "quay.io": tokenUntil(before) }),
    ];
    for (const text of texts) {
      const problems = pullSecretProblems(text, now);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.value).toBe(hiddenValue);
      expect(JSON.stringify(problems)).not.toMatch(/hunter2|eyJ|aHVudGVyMi/);
    }
  });
});
