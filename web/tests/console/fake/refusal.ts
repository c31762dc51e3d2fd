// A problem of RFC 9457, thrown.
export class Refusal extends Error {
  readonly status: number;
  readonly kind: string;
  readonly hint: string;

  constructor(status: number, kind: string, message: string, hint = "") {
    super(message);
    this.status = status;
    this.kind = kind;
    this.hint = hint;
  }
}
