package io.madcloud.app.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedRegistryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER = record("{'name':'id','type':'string'}");
  private static final String ORDER_WITH_DEFAULT =
      record("{'name':'id','type':'string'},{'name':'price','type':'int','default':0}");
  private static final String ORDER_WITHOUT_DEFAULT =
      record("{'name':'id','type':'string'},{'name':'price','type':'int'}");

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedRegistry registry;

  private record Answer(int status, JsonNode body) {}

  @BeforeEach
  void start() throws IOException {
    registry = EmbeddedRegistry.start(new InetSocketAddress(loopback(), 0), file());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void theRootIsAnEmptyObjectOfConfluentsType() throws Exception {
    HttpResponse<String> response = send("GET", "/", null);
    assertThat(response.body()).isEqualTo("{}");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.schemaregistry.v1+json");
  }

  @Test
  void theSameSchemaAgainIsTheSameVersion() throws Exception {
    assertThat(register("orders", ORDER)).isEqualTo(1);
    assertThat(register("orders", ORDER.replace(",", " , "))).isEqualTo(1);
    assertThat(get("/subjects/orders/versions").body()).hasToString("[1]");
  }

  @Test
  void subjectsShareTheIdOfASchema() throws Exception {
    register("other", "\"string\"");
    assertThat(register("orders", ORDER)).isEqualTo(2);
    assertThat(register("copies", ORDER)).isEqualTo(2);
    assertThat(get("/subjects").body()).hasToString("[\"copies\",\"orders\",\"other\"]");
    assertThat(get("/schemas/ids/2/versions").body())
        .containsExactlyInAnyOrder(
            JSON.createObjectNode().put("subject", "copies").put("version", 1),
            JSON.createObjectNode().put("subject", "orders").put("version", 1));
  }

  @Test
  void aSchemaIsFoundByIdByVersionAndByItself() throws Exception {
    register("orders", ORDER);
    register("orders", ORDER_WITH_DEFAULT);
    assertThat(get("/schemas/ids/1?subject=orders").body())
        .isEqualTo(JSON.createObjectNode().put("schema", ORDER));
    for (String version : new String[] {"2", "latest", "-1"}) {
      JsonNode found = get("/subjects/orders/versions/" + version).body();
      assertThat(found.path("id").asInt()).isEqualTo(2);
      assertThat(found.path("version").asInt()).isEqualTo(2);
      assertThat(found.path("subject").asText()).isEqualTo("orders");
      assertThat(found.path("schema").asText()).isEqualTo(ORDER_WITH_DEFAULT);
    }
    assertThat(get("/subjects/orders/versions/1/schema").body()).hasToString(ORDER);
    assertThat(post("/subjects/orders", ORDER).body().path("version").asInt()).isEqualTo(1);
    assertThat(get("/schemas/types").body()).hasToString("[\"AVRO\"]");
  }

  @Test
  void subjectsWithSlashesAndSpacesWork() throws Exception {
    register("a%2Fb%20c+d", ORDER);
    assertThat(get("/subjects").body().path(0).asText()).isEqualTo("a/b c+d");
    assertThat(get("/subjects/a%2Fb%20c%2Bd/versions").body()).hasToString("[1]");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /subjects/nobody/versions,        404, 40401",
    "GET,    /subjects/nobody/versions/1,      404, 40401",
    "DELETE, /subjects/nobody,                 404, 40401",
    "GET,    /subjects/orders/versions/2,      404, 40402",
    "GET,    /subjects/orders/versions/0,      422, 42202",
    "GET,    /subjects/orders/versions/newest, 422, 42202",
    "GET,    /schemas/ids/99,                  404, 40403",
    "GET,    /schemas/ids/99/versions,         404, 40403",
    "GET,    /config/orders,                   404, 40408",
    "GET,    /nowhere,                         404, 404",
    "PATCH,  /subjects,                        405, 405",
  })
  void whatIsNotThereHasConfluentsCode(String method, String path, int status, int code)
      throws Exception {
    register("orders", ORDER);
    assertThat(send(method, path, null)).satisfies(response -> isError(response, status, code));
  }

  @Test
  void lookUpTellsASubjectFromASchemaThatIsNotThere() throws Exception {
    assertThat(post("/subjects/orders", ORDER).body().path("error_code").asInt()).isEqualTo(40401);
    register("orders", ORDER);
    assertThat(post("/subjects/orders", "\"int\"").body().path("error_code").asInt())
        .isEqualTo(40403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'schema':''}",
        "{'schema':3}",
        "{'schema':'null and void'}",
        "{'schema':'{}'}",
        "{'schema':'[]]'}",
        "{'schema':'17'}",
        "{'schema':'null'}",
        "{'schema':'\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"O\\\",['}",
        "{'schema':'{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"Unknown\\\"}'}",
        "{'schema':'{\\\"type\\\":\\\"record\\\"}'}",
        "{'schema':'\\\"string\\\"','schemaType':'PROTOBUF'}",
        "{'schema':'\\\"string\\\"','references':[{'name':'a'}]}",
      })
  void anInvalidSchemaIs42201(String body) throws Exception {
    HttpResponse<String> response =
        send("POST", "/subjects/orders/versions", body.replace('\'', '"'));
    isError(response, 422, 42201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7", "{\"schema\":\"\\\"int\\\"\"", "\u0000"})
  void aBodyThatIsNoObjectIs400(String body) throws Exception {
    isError(send("POST", "/subjects/orders/versions", body), 400, 400);
  }

  @Test
  void anIncompatibleSchemaIsRefusedNamingTheField() throws Exception {
    register("orders", ORDER);
    Answer refusal = post("/subjects/orders/versions", ORDER_WITHOUT_DEFAULT);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.body().path("error_code").asInt()).isEqualTo(409);
    assertThat(refusal.body().path("message").asText())
        .isEqualTo(
            "Expected a schema that is BACKWARD compatible with version 1 of subject 'orders', but"
                + " field Order.price: the new schema cannot read version 1: the field is not in"
                + " version 1 and has no default in the new schema"
                + " (READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1)");
    assertThat(get("/subjects/orders/versions").body()).hasToString("[1]");
  }

  @Test
  void compatibilityCanBeAskedBeforehand() throws Exception {
    register("orders", ORDER);
    String path = "/compatibility/subjects/orders/versions";
    assertThat(post(path + "/latest", ORDER_WITH_DEFAULT).body())
        .hasToString("{\"is_compatible\":true}");
    assertThat(post(path + "/1", ORDER_WITHOUT_DEFAULT).body())
        .hasToString("{\"is_compatible\":false}");
    JsonNode verbose = post(path + "?verbose=true", ORDER_WITHOUT_DEFAULT).body();
    assertThat(verbose.path("messages").path(0).asText()).startsWith("field Order.price: ");
    assertThat(post(path + "/7", ORDER).body().path("error_code").asInt()).isEqualTo(40402);
    assertThat(post("/compatibility/subjects/new/versions/latest", ORDER).body())
        .hasToString("{\"is_compatible\":true}");
  }

  @Test
  void theLevelOfASubjectGoesBeforeTheDefault() throws Exception {
    assertThat(get("/config").body()).hasToString("{\"compatibilityLevel\":\"BACKWARD\"}");
    register("orders", ORDER);
    assertThat(put("/config", "NONE").body()).hasToString("{\"compatibility\":\"NONE\"}");
    assertThat(put("/config/orders", "full").body()).hasToString("{\"compatibility\":\"FULL\"}");
    assertThat(get("/config/orders").body()).hasToString("{\"compatibilityLevel\":\"FULL\"}");
    assertThat(post("/subjects/orders/versions", ORDER_WITHOUT_DEFAULT).status()).isEqualTo(409);
    assertThat(send("DELETE", "/config/orders", null).body()).isEqualTo("\"FULL\"");
    assertThat(get("/config/orders?defaultToGlobal=true").body())
        .hasToString("{\"compatibilityLevel\":\"NONE\"}");
    assertThat(register("orders", ORDER_WITHOUT_DEFAULT)).isEqualTo(2);
    assertThat(put("/config", "SIDEWARD").body().path("error_code").asInt()).isEqualTo(42203);
  }

  @Test
  void aDeletedSubjectIsHiddenButItsIdsStay() throws Exception {
    register("orders", ORDER);
    isError(send("DELETE", "/subjects/orders?permanent=true", null), 404, 40405);
    assertThat(send("DELETE", "/subjects/orders", null).body()).isEqualTo("[1]");
    isError(send("DELETE", "/subjects/orders", null), 404, 40404);
    isError(send("GET", "/subjects/orders/versions", null), 404, 40401);
    assertThat(get("/subjects").body()).isEmpty();
    assertThat(get("/subjects?deleted=true").body()).hasToString("[\"orders\"]");
    assertThat(get("/schemas/ids/1").body().path("schema").asText()).isEqualTo(ORDER);
    assertThat(register("orders", ORDER_WITHOUT_DEFAULT)).isEqualTo(2);
    assertThat(get("/subjects/orders/versions").body()).hasToString("[2]");
    assertThat(send("DELETE", "/subjects/orders/versions/latest", null).body()).isEqualTo("2");
    assertThat(send("DELETE", "/subjects/orders?permanent=true", null).body()).isEqualTo("[1,2]");
    isError(send("DELETE", "/subjects/orders", null), 404, 40401);
    assertThat(register("orders", ORDER)).isEqualTo(1);
    assertThat(get("/subjects/orders/versions").body()).hasToString("[3]");
  }

  @Test
  void everythingIsThereAfterARestartEvenWithATornLastLine() throws Exception {
    register("gone", "\"string\"");
    register("orders", ORDER);
    put("/config/orders", "FULL");
    send("DELETE", "/subjects/gone", null);
    registry.close();
    Files.writeString(file(), "{\"change\":\"regis", StandardOpenOption.APPEND);
    for (int restart = 0; restart < 2; restart++) {
      start();
      assertThat(get("/subjects").body()).hasToString("[\"orders\"]");
      assertThat(get("/subjects?deleted=true").body()).hasToString("[\"gone\",\"orders\"]");
      assertThat(get("/config/orders").body()).hasToString("{\"compatibilityLevel\":\"FULL\"}");
      assertThat(register("orders", ORDER)).isEqualTo(2);
      assertThat(register("restart" + restart, "\"int\"")).isEqualTo(3);
      send("DELETE", "/subjects/restart" + restart, null);
      send("DELETE", "/subjects/restart" + restart + "?permanent=true", null);
      registry.close();
    }
  }

  private Path file() {
    return directory.resolve("registry.jsonl");
  }

  private int register(String subject, String schema) throws Exception {
    Answer answer = post("/subjects/" + subject + "/versions", schema);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body().path("id").asInt();
  }

  private Answer get(String path) throws Exception {
    return answer(send("GET", path, null));
  }

  private Answer post(String path, String schema) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("schema", schema);
    return answer(send("POST", path, body.toString()));
  }

  private Answer put(String path, String level) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("compatibility", level);
    return answer(send("PUT", path, body.toString()));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + registry.address().getPort() + path);
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, publisher).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private static void isError(HttpResponse<String> response, int status, int code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"error_code\":" + code);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static String record(String fields) {
    return ("{'type':'record','name':'Order','fields':[" + fields + "]}").replace('\'', '"');
  }
}
