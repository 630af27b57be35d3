package io.madcloud.serdes;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach the registry, read from Confluent's configuration keys. Keys other than the URL are
 * taken with or without the prefix {@code schema.registry.}, as Confluent's client takes them.
 *
 * @param endpoints the registry's addresses, in order of preference
 * @param mockScope scope of a {@code mock://} URL, instead of endpoints
 * @param ssl what stood behind {@code schema.registry.}, of {@code ssl.*}
 * @param retryTimeoutMs milliseconds that one question is asked again while nobody answers
 */
record RegistrySettings(
    List<Endpoint> endpoints,
    Optional<String> mockScope,
    Map<String, Object> ssl,
    long connectTimeoutMs,
    long readTimeoutMs,
    long retryTimeoutMs) {

  private static final String PREFIX = "schema.registry.";
  private static final String MOCK = "mock://";

  /** An address without credentials, and the Authorization header to send there, if any. */
  record Endpoint(String url, Optional<String> authorization) {

    /** Without the header: messages and logs show this. */
    @Override
    public String toString() {
      return url;
    }
  }

  static RegistrySettings of(Map<String, ?> config) {
    List<String> urls = urls(config);
    Optional<String> scope = mockScope(urls);
    List<Endpoint> endpoints = new ArrayList<>();
    if (scope.isEmpty()) {
      Optional<String> authorization = authorization(config);
      urls.forEach(url -> endpoints.add(endpoint(url, authorization)));
    }
    return new RegistrySettings(
        List.copyOf(endpoints),
        scope,
        ssl(config),
        millis(config, SerdeKeys.CONNECT_TIMEOUT),
        millis(config, SerdeKeys.READ_TIMEOUT),
        millis(config, SerdeKeys.RETRY_TIMEOUT));
  }

  private static List<String> urls(Map<String, ?> config) {
    Object value = config.get(SerdeKeys.URL);
    List<String> urls = new ArrayList<>();
    List<?> parts =
        value instanceof List<?> list
            ? list
            : List.of((value == null ? "" : value + "").split(","));
    for (Object part : parts) {
      String url = part.toString().strip();
      if (!url.isEmpty()) {
        urls.add(url.replaceAll("/+$", ""));
      }
    }
    if (urls.isEmpty()) {
      throw new ConfigException(
          "Expected the schema registry's address in " + SerdeKeys.URL + ", but none");
    }
    return urls;
  }

  private static Optional<String> mockScope(List<String> urls) {
    if (urls.stream().noneMatch(url -> url.startsWith(MOCK))) {
      return Optional.empty();
    }
    if (urls.size() > 1) {
      throw new ConfigException(
          "Expected one mock:// alone in " + SerdeKeys.URL + ", but " + urls.size());
    }
    return Optional.of(urls.get(0).substring(MOCK.length()));
  }

  private static Endpoint endpoint(String url, Optional<String> authorization) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        throw new ConfigException(
            "Expected http://… or https://… in " + SerdeKeys.URL + ", but " + bare(url));
      }
      Optional<String> own = Optional.ofNullable(uri.getUserInfo()).map(RegistrySettings::basic);
      return new Endpoint(bare(url), authorization.or(() -> own));
    } catch (URISyntaxException e) {
      throw new ConfigException("Expected an address in " + SerdeKeys.URL + ", but " + bare(url));
    }
  }

  /** Without user and password. */
  private static String bare(String url) {
    return url.replaceFirst("//[^/]*@", "//");
  }

  private static Optional<String> authorization(Map<String, ?> config) {
    Optional<String> bearer = text(config, SerdeKeys.BEARER_SOURCE);
    Optional<String> basic = text(config, SerdeKeys.BASIC_SOURCE);
    if (bearer.isPresent() && basic.isPresent()) {
      throw new ConfigException(
          "Expected "
              + SerdeKeys.BEARER_SOURCE
              + " or "
              + SerdeKeys.BASIC_SOURCE
              + ", but both are set");
    }
    if (bearer.isPresent()) {
      if (!bearer.get().equals(SerdeKeys.STATIC_TOKEN)) {
        throw new ConfigException(
            "Expected STATIC_TOKEN in " + SerdeKeys.BEARER_SOURCE + ", but " + bearer.get());
      }
      return Optional.of("Bearer " + required(config, SerdeKeys.BEARER_TOKEN));
    }
    if (basic.isEmpty()) {
      return text(config, SerdeKeys.BEARER_TOKEN).map(token -> "Bearer " + token);
    }
    return switch (basic.get()) {
      case SerdeKeys.OF_URL -> Optional.empty();
      case SerdeKeys.USER_INFO -> Optional.of(basic(required(config, SerdeKeys.BASIC_USER_INFO)));
      default ->
          throw new ConfigException(
              "Expected URL or USER_INFO in " + SerdeKeys.BASIC_SOURCE + ", but " + basic.get());
    };
  }

  private static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<String, Object> ssl(Map<String, ?> config) {
    Map<String, Object> ssl = new HashMap<>();
    config.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX + "ssl.") && value != null) {
            ssl.put(key.substring(PREFIX.length()), value);
          }
        });
    return Map.copyOf(ssl);
  }

  private static String required(Map<String, ?> config, String key) {
    return text(config, key)
        .orElseThrow(() -> new ConfigException("Expected " + key + " to be set, but it is not"));
  }

  private static Optional<String> text(Map<String, ?> config, String key) {
    Object value = config.get(PREFIX + key);
    if (value == null) {
      value = config.get(key);
    }
    String text = value instanceof Password password ? password.value() : String.valueOf(value);
    return value == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  private static long millis(Map<String, ?> config, String key) {
    Optional<String> text = text(config, key);
    try {
      long millis = text.map(Long::parseLong).orElseGet(() -> SerdeKeys.defaultMs(key));
      if (millis >= 0) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // Told below, together with negative numbers.
    }
    throw new ConfigException("Expected milliseconds in " + key + ", but " + text.orElse(""));
  }
}
