/** What SAM finds wrong with one resource. All of a template's are reported together. */
export class InvalidServerlessResource extends Error {
  readonly logicalId: string;

  constructor(logicalId: string, message: string) {
    super(message);
    this.name = 'InvalidServerlessResource';
    this.logicalId = logicalId;
  }
}

/** SAM's words for something wrong with an event of a function. */
export function invalidEvent(functionId: string, eventId: string, message: string): InvalidServerlessResource {
  return new InvalidServerlessResource(functionId, `Event with id [${eventId}] is invalid. ${message}`);
}
