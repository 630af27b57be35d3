package io.madcloud.serdes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.madcloud.serdes.RegistryHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Speaks Confluent's REST API. Remembers nothing. */
final class HttpSchemaRegistry implements SchemaRegistry {

  private static final JsonMapper JSON = new JsonMapper();

  private final RegistryHttp http;

  HttpSchemaRegistry(RegistrySettings settings) {
    this(new RegistryHttp(settings));
  }

  HttpSchemaRegistry(RegistryHttp http) {
    this.http = http;
  }

  @Override
  public int register(String subject, Schema schema) {
    Answer answer = http.post("/subjects/" + encode(subject) + "/versions", body(schema));
    if (answer.status() == 422) {
      throw new SchemaRefusedException(
          "Expected the registry to take the schema of "
              + schema.getFullName()
              + " in subject "
              + subject
              + ", but "
              + answer.reason());
    }
    if (answer.status() == 409) {
      throw new SchemaRefusedException(
          "Expected the schema of "
              + schema.getFullName()
              + " to be compatible with the earlier ones in subject "
              + subject
              + ", but the registry refused it as incompatible ("
              + answer.reason()
              + "). Keep the fields that are there and give new ones a default; or use a topic of"
              + " its own (the engine's begin with madcloud.topic.prefix); or have the"
              + " compatibility rule of the subject changed");
    }
    return requireInt(requireFound(answer), answer, "id");
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    Answer answer =
        http.post("/compatibility/subjects/" + encode(subject) + "/versions/latest", body(schema));
    return answer.isUnknown() || requireFound(answer).path("is_compatible").asBoolean(false);
  }

  @Override
  public OptionalInt idOf(String subject, Schema schema) {
    Answer answer = http.post("/subjects/" + encode(subject), body(schema));
    return answer.isUnknown()
        ? OptionalInt.empty()
        : OptionalInt.of(requireInt(requireFound(answer), answer, "id"));
  }

  @Override
  public Optional<Version> latest(String subject) {
    Answer answer = http.get("/subjects/" + encode(subject) + "/versions/latest");
    if (answer.isUnknown()) {
      return Optional.empty();
    }
    JsonNode body = requireFound(answer);
    return Optional.of(
        new Version(
            requireInt(body, answer, "id"),
            requireInt(body, answer, "version"),
            schema(body, answer)));
  }

  @Override
  public Optional<Schema> schema(int id) {
    Answer answer = http.get("/schemas/ids/" + id);
    return answer.isUnknown()
        ? Optional.empty()
        : Optional.of(schema(requireFound(answer), answer));
  }

  private static JsonNode requireFound(Answer answer) {
    if (answer.status() == 200 && answer.body().isObject()) {
      return answer.body();
    }
    String hint =
        answer.status() == 401 || answer.status() == 403
            ? "; basic.auth.* and bearer.auth.* configure credentials"
            : "";
    throw new RegistryException(
        "Expected " + answer.from() + " to answer, but " + answer.reason() + hint);
  }

  private static int requireInt(JsonNode body, Answer answer, String name) {
    if (body.path(name).isInt()) {
      return body.get(name).intValue();
    }
    throw new RegistryException(
        "Expected a number '" + name + "' from " + answer.from() + ", but " + answer.reason());
  }

  private static Schema schema(JsonNode body, Answer answer) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !body.path("references").isEmpty()) {
      throw new RegistryException(
          "Expected an Avro schema without references from "
              + answer.from()
              + ", but it is "
              + (type.equals("AVRO") ? "one with references" : "of type " + type));
    }
    try {
      return new Schema.Parser(NameValidator.NO_VALIDATION)
          .setValidateDefaults(false)
          .parse(body.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new RegistryException(
          "Expected an Avro schema from " + answer.from() + ", but " + e.getMessage(), e);
    }
  }

  private static String body(Schema schema) {
    return JSON.createObjectNode().put("schema", schema.toString()).toString();
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
