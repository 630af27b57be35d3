package io.madcloud.serdes;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * The keys of the registry and of what is written. All but those that begin with {@code madcloud.}
 * are Confluent's, with their meanings. Whoever reads a value has the default from here, too.
 */
final class SerdeKeys {

  static final String URL = "schema.registry.url";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";
  static final String RETRY_TIMEOUT = "madcloud.schema.registry.retry.timeout.ms";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String VALUE_NAMES = "value.subject.name.strategy";
  static final String VALUE_SERDE = "madcloud.value.serde";

  static final String USER_INFO = "USER_INFO";
  static final String OF_URL = "URL";
  static final String STATIC_TOKEN = "STATIC_TOKEN";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              URL,
              ConfigDef.Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              Importance.HIGH,
              "Addresses of the registry, comma separated, in order of preference;"
                  + " `mock://SCOPE` keeps schemas in memory, for tests.")
          .define(
              BASIC_SOURCE,
              ConfigDef.Type.STRING,
              null,
              Importance.MEDIUM,
              "Where user and password are: `USER_INFO`, in `basic.auth.user.info`, or `URL`.")
          .define(
              BASIC_USER_INFO, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "`USER:PASSWORD`.")
          .define(
              BEARER_SOURCE,
              ConfigDef.Type.STRING,
              null,
              Importance.MEDIUM,
              "Where a token is: `STATIC_TOKEN`, in `bearer.auth.token`.")
          .define(BEARER_TOKEN, ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "The token.")
          .define(
              CONNECT_TIMEOUT,
              ConfigDef.Type.LONG,
              5_000L,
              Range.atLeast(0),
              Importance.LOW,
              "How long to wait for a connection to the registry, in milliseconds.")
          .define(
              READ_TIMEOUT,
              ConfigDef.Type.LONG,
              10_000L,
              Range.atLeast(0),
              Importance.LOW,
              "How long to wait for an answer of it, in milliseconds.")
          .define(
              RETRY_TIMEOUT,
              ConfigDef.Type.LONG,
              30_000L,
              Range.atLeast(0),
              Importance.LOW,
              "How long one question is asked again while nobody answers, in milliseconds.")
          .define(
              AUTO_REGISTER,
              ConfigDef.Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Whether to register a schema that is not there yet.")
          .define(
              USE_LATEST,
              ConfigDef.Type.BOOLEAN,
              false,
              Importance.LOW,
              "Whether to write with the newest registered schema.")
          .define(
              VALUE_NAMES,
              ConfigDef.Type.STRING,
              "TopicNameStrategy",
              Importance.LOW,
              "Which subject a schema is of: `TopicNameStrategy`, `RecordNameStrategy` or"
                  + " `TopicRecordNameStrategy`.")
          .define(
              VALUE_SERDE,
              ConfigDef.Type.CLASS,
              null,
              Importance.LOW,
              "Another serde, such as Confluent's own, which is then given the same keys.");

  private SerdeKeys() {}

  static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  /** Those that are nobody's but ours. */
  static Set<String> ours() {
    return DEFINITION.names().stream()
        .filter(key -> key.startsWith("madcloud."))
        .collect(Collectors.toUnmodifiableSet());
  }

  static long defaultMs(String key) {
    return (Long) DEFINITION.defaultValues().get(key);
  }

  static boolean defaultFlag(String key) {
    return (Boolean) DEFINITION.defaultValues().get(key);
  }
}
