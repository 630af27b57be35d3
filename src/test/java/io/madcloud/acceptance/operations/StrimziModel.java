package io.madcloud.acceptance.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.beans.Introspector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Strimzi's classes say of version v1 of its kinds: which fields have to be and which are no
 * more. They say so by annotations whose classes are published nowhere, so they are read from the
 * class files.
 */
final class StrimziModel {

  private static final String VERSION = "v1";
  private static final String ANNOTATIONS = "io.strimzi.crdgenerator.annotations.";
  private static final String PACKAGE = "io.strimzi.";

  /**
   * What is said of a field.
   *
   * @param present whether version v1 has it
   */
  private record Rule(String field, boolean required, boolean present, JavaMethod getter) {}

  private static final ClassFileImporter CLASSES = new ClassFileImporter();
  private static final Map<Class<?>, List<Rule>> RULES = new ConcurrentHashMap<>();

  private StrimziModel() {}

  /**
   * What is wrong in an object.
   *
   * @param read what was read of it
   */
  static List<String> findings(JsonNode object, Object read) {
    List<String> findings = new ArrayList<>();
    check("", object, read, findings);
    return findings;
  }

  private static void check(String place, JsonNode said, Object read, List<String> findings) {
    if (read == null && !said.isNull()) {
      findings.add("%s is %s, which says nothing there".formatted(place, said));
    } else if (read instanceof List<?> list) {
      for (int index = 0; index < list.size(); index++) {
        check(place + "/" + index, said.get(index), list.get(index), findings);
      }
    } else if (read != null && read.getClass().getName().startsWith(PACKAGE) && said.isObject()) {
      for (Rule rule : RULES.computeIfAbsent(read.getClass(), StrimziModel::rules)) {
        JsonNode value = said.get(rule.field);
        String field = place + "/" + rule.field;
        if (value == null) {
          if (rule.required) {
            findings.add("Expected " + field + ", but there is none");
          }
        } else if (!rule.present) {
          findings.add("Expected no %s, for %s has none".formatted(field, VERSION));
        } else {
          check(field, value, value(rule.getter, read), findings);
        }
      }
    }
  }

  private static Object value(JavaMethod getter, Object read) {
    try {
      return getter.reflect().invoke(read);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Expected to call " + getter.getFullName() + ", but " + e, e);
    }
  }

  private static List<Rule> rules(Class<?> type) {
    List<Rule> rules = new ArrayList<>();
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      JavaClass imported = CLASSES.importClass(each);
      imported.getMethods().stream()
          .filter(method -> method.getRawParameterTypes().isEmpty())
          .filter(method -> method.getName().matches("(get|is)[A-Z].*"))
          .forEach(method -> rules.add(rule(method)));
    }
    return rules;
  }

  private static Rule rule(JavaMethod getter) {
    JsonProperty property = getter.reflect().getAnnotation(JsonProperty.class);
    String name =
        property == null || property.value().isEmpty()
            ? Introspector.decapitalize(getter.getName().replaceFirst("get|is", ""))
            : property.value();
    Optional<String> required = versions(getter, "RequiredInVersions");
    Optional<String> present = versions(getter, "PresentInVersions");
    return new Rule(
        name,
        required.map(StrimziModel::hasVersion).orElse(property != null && property.required()),
        present.map(StrimziModel::hasVersion).orElse(true),
        getter);
  }

  private static Optional<String> versions(JavaMethod getter, String annotation) {
    return getter
        .tryGetAnnotationOfType(ANNOTATIONS + annotation)
        .flatMap((JavaAnnotation<?> it) -> it.get("value"))
        .map(Object::toString);
  }

  /** As v1beta2, v1alpha1-v1beta2, or v1+; v1 is the last one that there is. */
  private static boolean hasVersion(String versions) {
    return versions.equals(VERSION)
        || versions.equals("all")
        || versions.endsWith("+")
        || versions.endsWith("-" + VERSION);
  }
}
