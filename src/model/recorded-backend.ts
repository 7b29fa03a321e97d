/** What the world was made of. */
export interface RecordedBackend {
  readonly kind: string;
  readonly emulator: string;
  /** What it can't do: `iam-enforcement`. */
  readonly missing: readonly string[];
  /** Resource types that the project declared as stand-ins: taken by the account, and nothing made of them. Absent where there are none. */
  readonly standIns?: readonly string[];
}
