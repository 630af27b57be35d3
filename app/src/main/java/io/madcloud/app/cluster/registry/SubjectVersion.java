package io.madcloud.app.cluster.registry;

/**
 * One version of a subject.
 *
 * @param version from 1, never reused within the subject
 * @param id of the schema, shared by all subjects that have it
 * @param schema in canonical form
 * @param deleted softly: hidden unless asked for
 */
record SubjectVersion(String subject, int version, int id, String schema, boolean deleted) {

  SubjectVersion hidden() {
    return new SubjectVersion(subject, version, id, schema, true);
  }
}
