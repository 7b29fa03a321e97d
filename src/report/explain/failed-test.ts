/** A test that failed, as a report tells of it. */
export interface FailedTest {
  readonly name: string;
  readonly message: string;
}
