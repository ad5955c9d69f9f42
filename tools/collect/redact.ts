import { hidePacked } from "./packed";

/** One kind of secret, and how it is taken out of a text. */
interface Redaction {
  readonly why: string;
  readonly hide: (text: string) => string;
}

/** How often a thing may be packed in another: base64 of a kubeconfig that holds base64 of a key makes two. */
const usualDepth = 4;

/** What stands in a secret's place, with its kind. */
export const redacted = (kind: string): string => `[redacted: ${kind}]`;

const redactions: readonly Redaction[] = [
  {
    why: "keys in PEM, whole or cut off at the end as in a log; also within JSON, where lines end with \\n",
    hide: (text) =>
      text.replace(
        /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.]*(-----END [A-Z0-9 ]*PRIVATE KEY-----)?/g,
        redacted("private key"),
      ),
  },
  {
    why: "the end of a key in PEM, where only the last part of a file was taken",
    hide: (text) =>
      text.replace(
        /(?:[A-Za-z0-9+/=]{1,76}(?:\r?\n|\\n))*-----END [A-Z0-9 ]*PRIVATE KEY-----/g,
        redacted("private key"),
      ),
  },
  {
    why: "whoever has an Authorization header is taken for who sent it",
    hide: (text) =>
      text.replace(/\b(bearer|basic)(["']?[\s:]+["']?)[A-Za-z0-9._~+/=-]{8,}/gi, `$1$2${redacted("bearer")}`),
  },
  {
    why: "service accounts' tokens are JSON web tokens",
    hide: (text) =>
      text.replace(/eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g, redacted("token")),
  },
  {
    why: "bootstrap tokens have a form of their own",
    hide: (text) => text.replace(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, redacted("token")),
  },
  {
    why: "what files call a secret: kubeconfigs, passwords, the keys of the encryption at rest",
    hide: (text) =>
      text.replace(
        /(?<![A-Za-z0-9])(client-key-data|token|password|passphrase|secret|private[-_]?key)(["']?[ \t]*[:=][ \t]*["']?)[^\s"',}\]]+/gi,
        `$1$2${redacted("value")}`,
      ),
  },
  {
    why: "keepalived has its password after a blank alone",
    hide: (text) => text.replace(/\b(auth_pass)([ \t]+)[^\s[]\S*/g, `$1$2${redacted("value")}`),
  },
];

/** Takes everything out of a text that looks like a secret. What is left says what stood there. */
export function redact(text: string, depth = usualDepth): string {
  const plain = redactions.reduce((rest, { hide }) => hide(rest), text);
  if (depth === 0) return plain;
  const holdsSecret = (inner: string): boolean => redact(inner, depth - 1) !== inner;
  return hidePacked(plain, holdsSecret, redacted("packed secret"));
}
