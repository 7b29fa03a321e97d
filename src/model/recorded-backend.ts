/** What the world was made of. */
export interface RecordedBackend {
  readonly kind: string;
  readonly emulator: string;
  /** What it can't do: `iam-enforcement`. */
  readonly missing: readonly string[];
  /** What was tried of it at its start, and what was seen. Absent where its own tests show what it can do. */
  readonly probed?: readonly ProbedCapability[];
  /** Resource types that the project declared as stand-ins: taken by the account, and nothing made of them. Absent where there are none. */
  readonly standIns?: readonly string[];
}

export interface ProbedCapability {
  readonly capability: string;
  readonly there: boolean;
  /** Half a sentence: `a call signed with a wrong secret was answered`. */
  readonly seen: string;
}
