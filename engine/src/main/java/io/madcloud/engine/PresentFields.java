package io.madcloud.engine;

import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of fieldsets as they are shown: those that are present, with their values. */
final class PresentFields {

  private PresentFields() {}

  /** Of one fieldset; {@code returns} are the only fields that count, or null. */
  static Map<Field, Object> of(Fieldset fieldset, Program program, List<Field> returns) {
    Map<Field, Object> values = new LinkedHashMap<>();
    fieldset
        .fields()
        .forEach(
            (number, held) -> {
              Field field = program.field(number);
              if (!held.isStale() && (returns == null || returns.contains(field))) {
                values.put(field, held.value());
              }
            });
    return values;
  }

  /** Of the live fieldsets of a process by id, in order of creation. */
  static Map<String, Map<Field, Object>> ofLive(
      Process process, Program program, List<Field> returns) {
    Map<String, Map<Field, Object>> shown = new LinkedHashMap<>();
    for (int index = 0; index < process.live.size(); index++) {
      Fieldset fieldset = process.liveAt(index);
      shown.put(fieldset.id(), of(fieldset, program, returns));
    }
    return shown;
  }
}
