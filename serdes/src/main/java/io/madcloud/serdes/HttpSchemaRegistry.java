package io.madcloud.serdes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.madcloud.serdes.RegistryHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

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

  /** Nothing that was written by another kind of schema can be read, now or ever. */
  private Schema schema(JsonNode body, Answer answer) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException(
          "Expected an Avro schema from " + answer.from() + ", but it is of type " + type);
    }
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    addReferences(body, parser, new HashSet<>());
    return parse(parser, body, answer);
  }

  /** What a schema refers to are types of other subjects, at the version that it names. */
  private void addReferences(JsonNode body, Schema.Parser parser, Set<String> known) {
    for (JsonNode reference : body.path("references")) {
      String subject = reference.path("subject").asText();
      String path =
          "/subjects/%s/versions/%d".formatted(encode(subject), reference.path("version").asInt());
      if (known.add(path)) {
        Answer answer = http.get(path);
        JsonNode referenced = requireFound(answer);
        addReferences(referenced, parser, known);
        Schema unused = parse(parser, referenced, answer);
      }
    }
  }

  private static Schema parse(Schema.Parser parser, JsonNode body, Answer answer) {
    if (!body.path("schema").isTextual()) {
      throw new RegistryException(
          "Expected a 'schema' from " + answer.from() + ", but " + answer.reason());
    }
    try {
      return parser.parse(body.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new SerializationException(
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
