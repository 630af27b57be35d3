package io.madcloud.serdes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;

/** Schemas as others see them. */
final class WireSchemas {

  private static final JsonMapper JSON = new JsonMapper();

  private WireSchemas() {}

  /** The schema without what generated classes write into it for Java's sake alone. */
  static Schema published(Schema generated) {
    try {
      JsonNode plain = withoutJava(JSON.readTree(generated.toString()));
      return new Schema.Parser().parse(plain.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected JSON from a schema, but " + e.getMessage(), e);
    }
  }

  /** Whether two schemas stand for the same bytes, whatever they say about them. */
  static boolean sameBytes(Schema one, Schema other) {
    return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
  }

  private static JsonNode withoutJava(JsonNode node) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutJava(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      boolean string = object.remove(GenericData.STRING_PROP) != null;
      if (string && object.size() == 1) {
        return object.get("type");
      }
      object.properties().forEach(entry -> entry.setValue(withoutJava(entry.getValue())));
    }
    return node;
  }
}
