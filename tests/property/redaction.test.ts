import { generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { redact } from "../../tools/collect/redact";
import { formsOf } from "../e2e/support/secret-search";

/** Keys of each kind that a cluster has; what is searched for is a line of each that no other has. */
const keys: readonly string[] = [
  generateKeyPairSync("rsa", { modulusLength: 2048 }),
  generateKeyPairSync("rsa", { modulusLength: 4096 }),
  generateKeyPairSync("ec", { namedCurve: "P-256" }),
].flatMap(({ privateKey }) => [
  privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  privateKey
    .export(
      privateKey.asymmetricKeyType === "ec"
        ? { type: "sec1", format: "pem" }
        : { type: "pkcs1", format: "pem" },
    )
    .toString(),
]);

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const folded = (text: string, width: number): string => text.replace(new RegExp(`.{${width}}`, "g"), "$&\n");
const bodyOf = (key: string): string => key.split("\n").slice(1, -2).join("");

/** The ways in which a key may stand in a file or a log. */
const wrappings: readonly ((key: string) => string)[] = [
  (key) => key,
  (key) => JSON.stringify({ key }),
  (key) => JSON.stringify(JSON.stringify({ key })),
  bodyOf,
  (key) => folded(bodyOf(key), 64),
  base64,
  (key) => folded(base64(key), 76),
  (key) => Buffer.from(key).toString("base64url"),
  (key) => base64(`users:\n- user:\n    client-key-data: ${base64(key)}\n`),
  (key) => gzipSync(key).toString("base64"),
  (key) => gzipSync(JSON.stringify({ source: `data:;base64,${base64(key)}` })).toString("base64"),
  (key) => key.replaceAll("\n", "\n        "),
  (key) => key.replaceAll("\n", "\r\n"),
];

const surrounding = fc.array(
  fc.constantFrom("I1124 kubelet", " ", "\n", '"', ":", "=", ",", "{", "}", "- ", "\t", "5"),
  {
    maxLength: 12,
  },
);
/** What stands directly before base64 in files; letters there would be taken for a part of it. */
const separator = fc.constantFrom(" ", "\n", '"', ": ", "=", ",", "'", "data:;base64,");

describe("redact", () => {
  it("lets no key through, however it is wrapped and whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.constantFrom(...wrappings),
        separator,
        fc.tuple(surrounding, surrounding),
        (key, wrap, before, [head, tail]) => {
          const left = redact(`${head.join("")}${before}${wrap(key)}\n${tail.join("")}`);
          const lines = key.split("\n").slice(1, -2);
          return (
            lines.filter((line) => line.length >= 40).every((line) => !left.includes(line)) &&
            formsOf(lines[1] ?? "").every((form) => !left.includes(form))
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it("lets no token through that is shown as one", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9._~+/-]{20,60}$/);
    const form = fc.constantFrom(
      "Authorization: Bearer ",
      "bearer ",
      '"token": "',
      "token: ",
      "password=",
      "  secret: ",
    );
    fc.assert(
      fc.property(form, secret, surrounding, (before, token, tail) => {
        return !redact(`x ${before}${token}"\n${tail.join("")}`).includes(token);
      }),
    );
  });

  it("says the same when it is asked again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom(...wrappings), (key, wrap) => {
        const once = redact(`key: ${wrap(key)}`);
        return redact(once) === once;
      }),
    );
  });
});
