package io.madcloud.acceptance.operations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads objects into the classes of their kinds as an API server does, and not as the libraries do
 * that these classes are of: what a class does not know is not kept aside, and a number in quotes
 * is none.
 */
final class StrictReader {

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingAside())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictReader() {}

  /**
   * What is wrong in an object of this class.
   *
   * @param further looks at the object and at what was read of it
   */
  static List<String> findings(
      JsonNode object, Class<?> type, BiFunction<JsonNode, Object, List<String>> further) {
    try {
      return further.apply(object, STRICT.treeToValue(object, type));
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage() + " " + place(e));
    }
  }

  /** What was said and not read, or read as something else. */
  static List<String> lost(JsonNode object, Object read) {
    List<String> findings = new ArrayList<>();
    compare("", object, STRICT.valueToTree(read), findings);
    return findings;
  }

  private static String place(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
  }

  private static void compare(String place, JsonNode said, JsonNode read, List<String> findings) {
    if (said.isNull() || (said.isContainerNode() && said.isEmpty())) {
      return;
    }
    if (read == null || said.getNodeType() != read.getNodeType()) {
      findings.add("%s is %s, which was read as %s".formatted(place, said, read));
    } else if (said.isObject()) {
      for (Map.Entry<String, JsonNode> entry : said.properties()) {
        String field = place + "/" + entry.getKey();
        compare(field, entry.getValue(), read.get(entry.getKey()), findings);
      }
    } else if (said.isArray()) {
      for (int index = 0; index < said.size(); index++) {
        compare(place + "/" + index, said.get(index), read.get(index), findings);
      }
    } else if (!said.asText().equals(read.asText())) {
      findings.add("%s is %s, which was read as %s".formatted(place, said, read));
    }
  }

  /** Classes that keep aside or ignore what they do not know are not to. */
  private static final class NothingAside extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return JsonIgnoreProperties.Value.empty();
    }
  }
}
