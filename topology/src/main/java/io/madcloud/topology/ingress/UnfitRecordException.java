package io.madcloud.topology.ingress;

/** A record that becomes no notification of an op, now or ever. */
final class UnfitRecordException extends Exception {

  private static final long serialVersionUID = 1;

  /** No Avro or JSON that could be read, or nothing. */
  static final String MALFORMED = "malformed";

  /** A field has a value of another type than the op declares. */
  static final String TYPE_MISMATCH = "type-mismatch";

  /** The field of {@code process-id} names no process. */
  static final String PROCESS_ID = "invalid-process-id";

  /** The expression of that field has no value. */
  static final String EXPRESSION_ERROR = "expression-error";

  /** What it would become is more than a record may be. */
  static final String TOO_LARGE = "too-large";

  private final String reason;

  UnfitRecordException(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  UnfitRecordException(String reason, String message) {
    this(reason, message, null);
  }

  /** The word for headers and metrics. */
  String reason() {
    return reason;
  }
}
