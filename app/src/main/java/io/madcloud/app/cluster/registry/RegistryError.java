package io.madcloud.app.cluster.registry;

/** An answer other than success: the HTTP status and Confluent's finer error code. */
final class RegistryError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private RegistryError(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** A status for which Confluent has no finer code. */
  static RegistryError http(int status, String message) {
    return new RegistryError(status, status, message);
  }

  static RegistryError subjectNotFound(String subject) {
    return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryError versionNotFound(String version) {
    return new RegistryError(404, 40402, "Version " + version + " not found.");
  }

  static RegistryError schemaNotFound() {
    return new RegistryError(404, 40403, "Schema not found");
  }

  static RegistryError schemaNotFound(int id) {
    return new RegistryError(404, 40403, "Schema " + id + " not found");
  }

  static RegistryError subjectDeletedAlready(String subject) {
    return new RegistryError(
        404,
        40404,
        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
  }

  static RegistryError subjectNotDeletedYet(String subject) {
    return new RegistryError(
        404,
        40405,
        "Subject '" + subject + "' was not deleted first before being permanently deleted");
  }

  static RegistryError noSubjectConfig(String subject) {
    return new RegistryError(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryError incompatible(String message) {
    return new RegistryError(409, 409, message);
  }

  static RegistryError invalidSchema(String message) {
    return new RegistryError(422, 42201, message);
  }

  static RegistryError invalidVersion(String version) {
    return new RegistryError(
        422,
        42202,
        "Expected a version from 1 to 2147483647 or 'latest', but got '" + version + "'");
  }

  static RegistryError invalidLevel(String message) {
    return new RegistryError(422, 42203, message);
  }

  static RegistryError importRefused(String subject) {
    return new RegistryError(
        422,
        42205,
        "Subject '" + subject + "' is not in import mode: ids are given by the registry");
  }
}
