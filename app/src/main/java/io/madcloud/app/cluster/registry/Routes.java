package io.madcloud.app.cluster.registry;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which request means what: Confluent's paths, and answers ready for Jackson. */
final class Routes {
  private final Registry registry;
  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, List<String> template, Function<Request, Object> handler) {}

  /** A route that fits, and the variables of its template. */
  record Match(Map<String, String> path, Function<Request, Object> handler) {}

  Routes(Registry registry) {
    this.registry = registry;
    addSubjects();
    addSchemas();
    addCompatibility();
    add("GET", "/", request -> Map.of());
    add("GET", "/mode", request -> Map.of("mode", "READWRITE"));
    add("GET", "/mode/{subject}", request -> Map.of("mode", "READWRITE"));
  }

  /**
   * Finds the handler for decoded path segments.
   *
   * @throws RegistryError 404 or 405 if there is none
   */
  Match match(String method, List<String> segments) {
    boolean pathKnown = false;
    for (Route route : routes) {
      Map<String, String> path = variables(route.template(), segments);
      if (path != null && route.method().equals(method)) {
        return new Match(path, route.handler());
      }
      pathKnown |= path != null;
    }
    throw pathKnown
        ? RegistryError.http(405, "HTTP 405 Method Not Allowed")
        : RegistryError.http(404, "HTTP 404 Not Found");
  }

  private void addSubjects() {
    add("GET", "/subjects", r -> subjects(r));
    add(
        "POST",
        "/subjects/{subject}",
        r -> {
          String schema = r.schema();
          return answer(registry.lookUp(r.subject(), schema, r.flag("deleted")));
        });
    add(
        "DELETE",
        "/subjects/{subject}",
        r -> registry.deleteSubject(r.subject(), r.flag("permanent")));
    add(
        "GET",
        "/subjects/{subject}/versions",
        r ->
            registry.versions(r.subject(), r.flag("deleted")).stream()
                .map(SubjectVersion::version)
                .toList());
    add("POST", "/subjects/{subject}/versions", this::register);
    add("GET", "/subjects/{subject}/versions/{version}", r -> answer(version(r)));
    add(
        "GET",
        "/subjects/{subject}/versions/{version}/schema",
        r -> new RawValue(version(r).schema()));
    add("DELETE", "/subjects/{subject}/versions/{version}", this::deleteVersion);
  }

  private void addSchemas() {
    add("GET", "/schemas/types", r -> List.of("AVRO"));
    // ?subject= only chooses a context in Confluent's registry, and there is one context here.
    add("GET", "/schemas/ids/{id}", r -> Map.of("schema", registry.schema(r.id())));
    add("GET", "/schemas/ids/{id}/schema", r -> new RawValue(registry.schema(r.id())));
    add(
        "GET",
        "/schemas/ids/{id}/versions",
        r ->
            registry.versionsOf(r.id(), r.flag("deleted")).stream()
                .map(v -> Map.of("subject", v.subject(), "version", v.version()))
                .toList());
    add(
        "GET",
        "/schemas/ids/{id}/subjects",
        r ->
            registry.versionsOf(r.id(), r.flag("deleted")).stream()
                .map(SubjectVersion::subject)
                .distinct()
                .toList());
  }

  private void addCompatibility() {
    add(
        "POST",
        "/compatibility/subjects/{subject}/versions",
        r -> verdict(r, registry.check(r.subject(), r.schema())));
    add(
        "POST",
        "/compatibility/subjects/{subject}/versions/{version}",
        r -> verdict(r, registry.check(r.subject(), r.version(), r.schema())));
    add("GET", "/config", r -> Map.of("compatibilityLevel", registry.defaultLevel()));
    add("PUT", "/config", this::configure);
    add(
        "GET",
        "/config/{subject}",
        r -> Map.of("compatibilityLevel", registry.level(r.subject(), r.flag("defaultToGlobal"))));
    add("PUT", "/config/{subject}", this::configure);
    add("DELETE", "/config/{subject}", this::unconfigure);
  }

  private List<String> subjects(Request r) {
    String prefix = r.query().getOrDefault("subjectPrefix", "");
    return registry.subjects(r.flag("deleted")).stream().filter(s -> s.startsWith(prefix)).toList();
  }

  private SubjectVersion version(Request r) {
    return registry.version(r.subject(), r.version(), r.flag("deleted"));
  }

  private Object register(Request r) {
    if (r.body().path("id").asInt(-1) > 0) {
      throw RegistryError.importRefused(r.subject());
    }
    return Map.of("id", registry.register(r.subject(), r.schema()));
  }

  private Object deleteVersion(Request r) {
    if (r.flag("permanent")) {
      throw RegistryError.http(
          422, "Expected a soft deletion of a version, but got permanent=true: delete the subject");
    }
    return registry.deleteVersion(r.subject(), r.version());
  }

  private Object configure(Request r) {
    Compatibility level = Compatibility.parse(r.body().path("compatibility").asText());
    registry.configure(r.subject(), level);
    return Map.of("compatibility", level);
  }

  private Object unconfigure(Request r) {
    Compatibility before = registry.level(r.subject(), false);
    registry.configure(r.subject(), null);
    return before;
  }

  private static Object verdict(Request r, List<String> problems) {
    return r.flag("verbose")
        ? Map.of("is_compatible", problems.isEmpty(), "messages", problems)
        : Map.of("is_compatible", problems.isEmpty());
  }

  private static Object answer(SubjectVersion version) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("subject", version.subject());
    answer.put("version", version.version());
    answer.put("id", version.id());
    answer.put("schema", version.schema());
    return answer;
  }

  private void add(String method, String template, Function<Request, Object> handler) {
    List<String> segments = List.of(template.substring(1).split("/"));
    routes.add(new Route(method, template.equals("/") ? List.of() : segments, handler));
  }

  private static Map<String, String> variables(List<String> template, List<String> segments) {
    if (template.size() != segments.size()) {
      return null;
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < template.size(); i++) {
      String expected = template.get(i);
      if (expected.startsWith("{")) {
        variables.put(expected.substring(1, expected.length() - 1), segments.get(i));
      } else if (!expected.equals(segments.get(i))) {
        return null;
      }
    }
    return variables;
  }
}
