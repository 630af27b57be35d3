package io.madcloud.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.madcloud.acceptance.harness.Certificates;
import io.madcloud.acceptance.harness.CommandOutcome;
import io.madcloud.acceptance.harness.EngineProcess;
import io.madcloud.acceptance.harness.Eventually;
import io.madcloud.acceptance.harness.KafkaUsers;
import io.madcloud.acceptance.harness.SecuredCluster;
import io.madcloud.op.OpReply;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import io.madcloud.topology.ClusterUser;
import io.madcloud.topology.Edges;
import io.madcloud.topology.EngineStartException;
import io.madcloud.topology.Grant;
import io.madcloud.topology.MadcloudConfig;
import io.madcloud.topology.MadcloudStreams;
import io.madcloud.topology.TopicPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everybody does his work on a cluster that wants certificates or passwords, with exactly what the
 * manifests grant; whoever lacks a part of it is told which.
 */
final class SecuredClusterTest {

  private static final String ENGINE = "madcloud-engine";
  private static final String OPERATOR = "madcloud-operator";
  private static final String SERVER = "madcloud-server";
  private static final String HTTP_SERVER = "madcloud-http-server";

  /** An engine's user from whom one grant after the other is taken. */
  private static final String POOR = "poor";

  /** An engine's user from whom grants are taken that show later. */
  private static final String LATE = "late";

  private static final Map<String, Set<Grant>> MANIFEST =
      KafkaUsers.in("deploy/k8s/components/strimzi-kafka/users.yaml");

  private static final String PROGRAM =
      """
      mount: /shop
      fields: { item: string, price: double, question: string, answer: string }
      ops:
        order: { out: [item] }
        taken: { out: [item], topic: orders }
        price: { in: [item], out: [price], call: prices }
        tell: { in: [price], topic: shipped }
        wonder: { out: [question] }
        ask: { in: [question], out: [answer], call: oracle }
      """;

  private static final Edges EDGES = new Edges(Set.of(), Set.of("orders"), Set.of("shipped"));

  @TempDir private static Path directory;

  private static SecuredCluster cluster;
  private static EngineProcess engine;
  private static int files;

  @BeforeAll
  static void start() throws Exception {
    List<String> users = new ArrayList<>(MANIFEST.keySet());
    users.addAll(List.of(POOR, LATE));
    cluster = SecuredCluster.start(directory, List.of(ENGINE, OPERATOR, SERVER), users);
    for (Map.Entry<String, Set<Grant>> user : MANIFEST.entrySet()) {
      cluster.grant(user.getKey(), user.getValue());
    }
    cluster.grant(POOR, MANIFEST.get(ENGINE));
    MadcloudConfig config = config(cluster.administrator(), Map.of());
    cluster.grant(ENGINE, ofEdges(ClusterUser.ENGINE, config));
    cluster.grant(OPERATOR, ofEdges(ClusterUser.OPERATOR, config));
    createTopics(config);
    engine = engine(cluster.byCertificate(ENGINE), "engine", Map.of());
    engine.awaitRunning();
  }

  /** What topics of a program add, as the page of the manifests says. */
  private static List<Grant> ofEdges(ClusterUser user, MadcloudConfig config) {
    List<Grant> more = new ArrayList<>(user.needs(config, EDGES));
    more.removeAll(user.needs(config, Edges.NONE));
    return more;
  }

  private static void createTopics(MadcloudConfig config) throws InterruptedException {
    new TopicPlan(config.topics()).create(cluster.admin(), 2, Optional.empty(), EDGES);
  }

  private static MadcloudConfig config(Map<String, String> login, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(login);
    all.putAll(more);
    return new MadcloudConfig(all);
  }

  private static EngineProcess engine(
      Map<String, String> login, String name, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(login);
    properties.put("madcloud.state.dir", directory.resolve(name).toString());
    properties.put("madcloud.ingress.json.topics", "orders");
    properties.putAll(more);
    return EngineProcess.start(directory.resolve(name + ".out"), properties);
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      engine.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private static CommandOutcome command(Map<String, String> login, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--command-config");
    all.add(file(login).toString());
    return CommandOutcome.of(
        login.get("bootstrap.servers"),
        login.get("schema.registry.url"),
        all.toArray(String[]::new));
  }

  private static Path file(Map<String, String> login) {
    Properties properties = new Properties();
    properties.putAll(login);
    Path file = directory.resolve(++files + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String program(String text) throws IOException {
    return Files.writeString(directory.resolve(++files + ".yaml"), text).toString();
  }

  @Test
  void engine_operator_and_server_work_with_certificates() throws Exception {
    Map<String, String> operator = cluster.byCertificate(OPERATOR);
    command(operator, "apply", program(PROGRAM), "--wait").ended(0);
    try (OpServer server =
        OpServer.start(
            "prices",
            Handlers.none().on("/shop/price", call -> OpReply.of(Map.of("price", 3.0))),
            cluster.byCertificate(SERVER))) {
      int told = told();
      order(operator, "by-certificate");
      try (KafkaProducer<String, String> others = producer()) {
        others.send(new ProducerRecord<>("orders", "any", "{\"item\":\"pen\"}")).get();
      }
      Eventually.until("two prices that are told", () -> told() == told + 2);
    }
    lookAndTouch(operator);
    assertThat(engine.output()).doesNotContain("lacks", "deny", "denied");
  }

  /** All that an operator does besides. */
  private static void lookAndTouch(Map<String, String> operator) {
    command(operator, "why", "by-certificate", "/shop/ask").ended(0);
    command(operator, "ops").done();
    command(operator, "topics", "list").done();
    command(operator, "dead-letters", "list").done();
    command(operator, "datacenters").done();
    command(operator, "op", "pause", "/shop/price").ended(0);
    command(operator, "op", "drain", "/shop/price").ended(0);
    command(operator, "op", "resume", "/shop/price").ended(0);
    command(operator, "notify", "/shop/wonder", "question=why", "--process", "asked").done();
    command(operator, "reply", "asked", "/shop/ask", "answer=because").done();
    command(operator, "watch", "--process", "asked", "--until-stopped").done();
    command(operator, "notify", "/shop/wonder", "question=how", "--process", "unasked").done();
    command(operator, "cancel", "unasked").done();
  }

  private static void order(Map<String, String> operator, String process) {
    command(operator, "notify", "/shop/order", "item=pen", "--process", process, "--wait").done();
    assertThat(command(operator, "process", process).done().out()).contains("price");
  }

  private static KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        new HashMap<>(cluster.administrator()), new StringSerializer(), new StringSerializer());
  }

  /** How many prices were published. */
  private static int told() {
    Map<String, Object> settings = new HashMap<>(cluster.administrator());
    settings.put("isolation.level", "read_committed");
    ByteArrayDeserializer raw = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, raw, raw)) {
      var partitions =
          consumer.partitionsFor("shipped").stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      int count = 0;
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        count += consumer.poll(Duration.ofMillis(100)).count();
      }
      return count;
    }
  }

  @Test
  void operator_and_http_server_work_with_passwords() throws Exception {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"price\": 3}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    String requests =
        program(
            """
            server: prices
            url: http://127.0.0.1:%d
            ops:
              /shop/price: { method: GET, path: "/prices/{item}" }
            """
                .formatted(http.getAddress().getPort()));
    Map<String, String> operator = cluster.byPassword(OPERATOR);
    command(operator, "apply", program(PROGRAM), "--wait").ended(0);
    Thread server =
        new Thread(
            () -> command(cluster.byPassword(HTTP_SERVER), "http-server", "--config", requests));
    server.start();
    try {
      order(operator, "by-password");
    } finally {
      server.interrupt();
      server.join();
      http.stop(0);
    }
  }

  /** All but those that the test below takes away. */
  static Stream<Arguments> what_shows_at_the_start() {
    return MANIFEST.get(ENGINE).stream()
        .filter(it -> !it.resource().name().equals("madcloud-folded-"))
        .filter(it -> !it.resource().name().equals("madcloud.calls."))
        .flatMap(it -> it.operations().stream().map(operation -> Arguments.of(it, operation)));
  }

  @ParameterizedTest
  @MethodSource("what_shows_at_the_start")
  void an_engine_does_not_start_that_lacks_something(Grant grant, AclOperation operation)
      throws Exception {
    cluster.revoke(POOR, grant, operation);
    try {
      Grant missing = new Grant(grant.resource(), Set.of(operation));
      MadcloudConfig config = config(cluster.byPassword(POOR), Map.of());
      assertThatThrownBy(
              () -> MadcloudStreams.start(config, Map.of(), new SimpleMeterRegistry()).close())
          .isInstanceOf(EngineStartException.class)
          .hasMessageContaining("brokers deny User:poor what it needs: " + missing + " (")
          .hasMessageContaining("bin/madcloud topics acls");
    } finally {
      cluster.grant(POOR, List.of(grant));
    }
  }

  @Test
  void what_an_engine_lacks_later_is_told_then() throws Exception {
    Map<String, String> names =
        Map.of("madcloud.topic.prefix", "late.", "madcloud.application.id", LATE);
    Map<String, String> administrator = new HashMap<>(cluster.administrator());
    administrator.putAll(names);
    MadcloudConfig config = config(administrator, Map.of());
    createTopics(config);
    List<Grant> needs = ClusterUser.ENGINE.needs(config, EDGES);
    cluster.grant(LATE, needs);
    Grant calls = Grant.onAll(ResourceType.TOPIC, "late.calls.", AclOperation.WRITE);
    Grant reports =
        Grant.onAll(ResourceType.GROUP, "late-folded-", AclOperation.READ, AclOperation.DELETE);
    Grant journal = Grant.on(ResourceType.TOPIC, "late.journal", AclOperation.WRITE);
    assertThat(needs).contains(calls, reports, journal);
    cluster.revoke(LATE, calls, AclOperation.WRITE);
    cluster.revoke(LATE, reports, AclOperation.READ);
    Map<String, String> more = new HashMap<>(names);
    more.put("madcloud.thread.failures", "1");
    try (EngineProcess late = engine(cluster.byPassword(LATE), LATE, more)) {
      late.awaitRunning();
      command(administrator, "apply", program(PROGRAM)).ended(0);
      command(administrator, "notify", "/shop/order", "item=pen").done();
      late.awaitOutput("lacks Read on group late-folded-");
      late.awaitOutput("lacks Write on topic late.calls.prices");

      cluster.revoke(LATE, reports, AclOperation.DELETE);
      cluster.revoke(LATE, journal, AclOperation.WRITE);
      command(administrator, "notify", "/shop/order", "item=pen").done();
      assertThat(late.awaitExit()).isEqualTo(4);
      assertThat(late.output())
          .contains("another takes over: brokers deny User:late what it needs: Write on topic")
          .contains("one too many: the engine stops: brokers deny User:late what it needs")
          .contains("lacks Delete on groups that begin with late-folded-");
    }
  }

  @Test
  void a_command_says_what_its_user_lacks() {
    assertThat(command(cluster.byCertificate(SERVER), "ops").ended(1).err())
        .contains("brokers deny User:CN=" + SERVER + " what it needs: Read or Write on topic")
        .contains("madcloud.programs (")
        .contains("bin/madcloud topics acls");
    assertThat(command(cluster.byPassword(SERVER), "ops").ended(1).err())
        .contains("brokers deny User:" + SERVER + " what it needs");
  }

  @Test
  void a_login_that_is_refused_is_told_as_that() throws Exception {
    Map<String, String> mistyped = cluster.byPassword(ENGINE);
    mistyped.replaceAll((key, value) -> value.replace("password of", "passwort of"));
    assertThat(command(mistyped, "run").ended(1).err())
        .contains("brokers refuse the login of User:" + ENGINE)
        .contains("sasl.jaas.config");

    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Map<String, String> stranger = cluster.byCertificate(ENGINE);
    stranger.putAll(Certificates.make(elsewhere, List.of(ENGINE)).identity(ENGINE));
    assertThat(command(stranger, "run").ended(1).err())
        .contains("brokers and this client do not trust each other's certificates")
        .contains("ssl.keystore.*");
  }

  @Test
  void a_registry_that_refuses_is_told_as_that() {
    Map<String, String> mistyped = cluster.byCertificate(OPERATOR);
    mistyped.put("basic.auth.user.info", "somebody:else");
    assertThat(command(mistyped, "ops").ended(1).err())
        .contains("status 401")
        .contains("basic.auth.*");

    Map<String, String> nobody = cluster.byCertificate(OPERATOR);
    nobody.keySet().removeIf(key -> key.startsWith("schema.registry.ssl.keystore"));
    assertThat(command(nobody, "ops").ended(1).err())
        .contains("Expected the schema registry to answer");
  }
}
