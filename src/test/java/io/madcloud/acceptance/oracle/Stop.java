package io.madcloud.acceptance.oracle;

import java.util.Map;

/**
 * A process that has stopped running, as an outcome says it or as the journal gives it.
 *
 * @param turn the turn that ended it
 * @param fieldsets fields of the live fieldsets by id, in order of creation
 * @param done invocations that are done
 */
public record Stop(
    long turn,
    String status,
    String reason,
    Map<String, Map<String, Object>> fieldsets,
    int done,
    int failed,
    int dropped) {}
