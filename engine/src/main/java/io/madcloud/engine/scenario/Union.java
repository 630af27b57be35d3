package io.madcloud.engine.scenario;

import io.madcloud.engine.ProcessView;
import io.madcloud.engine.ProcessView.FieldsetView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A process as a whole, made of the views that several datacenters have of it. */
final class Union {

  private Union() {}

  /**
   * The fieldsets of all views together, those of the origin first; status and revision are what
   * the origin says. Invocations are left to the views, for each datacenter counts its own.
   */
  static ProcessView of(Map<String, ProcessView> views, String origin) {
    ProcessView first = views.get(origin);
    Map<String, FieldsetView> fieldsets = new LinkedHashMap<>();
    add(first, fieldsets);
    views.values().forEach(view -> add(view, fieldsets));
    return new ProcessView(
        first.id(),
        first.status(),
        first.reason(),
        first.revision(),
        new ArrayList<>(fieldsets.values()),
        List.of());
  }

  private static void add(ProcessView view, Map<String, FieldsetView> fieldsets) {
    for (FieldsetView fieldset : view.fieldsets()) {
      fieldsets.merge(fieldset.id(), fieldset, Union::both);
    }
  }

  private static FieldsetView both(FieldsetView one, FieldsetView other) {
    Map<String, Object> fields = new TreeMap<>(one.fields());
    fields.putAll(other.fields());
    return new FieldsetView(one.id(), one.parent(), one.closed() || other.closed(), fields);
  }
}
