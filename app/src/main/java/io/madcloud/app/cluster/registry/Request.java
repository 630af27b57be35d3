package io.madcloud.app.cluster.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a handler sees of an HTTP request.
 *
 * @param path the variables of the route's template, decoded
 * @param query the parameters of the query, decoded
 * @param body the JSON object that came; an empty one if none did
 */
record Request(Map<String, String> path, Map<String, String> query, JsonNode body) {

  String subject() {
    return path.get("subject");
  }

  String version() {
    return path.get("version");
  }

  int id() {
    String id = path.get("id");
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw RegistryError.http(404, "Expected the number of a schema, but got '" + id + "'");
    }
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(query.get(name));
  }

  /** The Avro schema in the body; what this registry cannot honour is refused, not ignored. */
  String schema() {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryError.invalidSchema("Expected schemaType AVRO, but got " + type);
    }
    if (body.path("references").size() > 0) {
      throw RegistryError.invalidSchema(
          "Expected a schema without references, but got " + body.path("references"));
    }
    if (!body.path("schema").isTextual()) {
      throw RegistryError.invalidSchema(
          "Expected the schema as a string in the property 'schema', but got "
              + body.path("schema"));
    }
    return body.path("schema").asText();
  }
}
