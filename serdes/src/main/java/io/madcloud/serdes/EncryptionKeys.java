package io.madcloud.serdes;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys that values of sensitive fields are encrypted with: one that is used now, and those that
 * were used before, by which what was stored then can be read. Immutable; never prints a key.
 */
public final class EncryptionKeys {

  /** No key: what is sensitive is stored as it is. */
  public static final EncryptionKeys NONE = new EncryptionKeys(Map.of(), null);

  /** AES-256. */
  private static final int KEY_BYTES = 32;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Map<String, SecretKeySpec> byId;
  private final String current;

  private EncryptionKeys(Map<String, SecretKeySpec> byId, String current) {
    this.byId = byId;
    this.current = current;
  }

  /**
   * Reads keys.
   *
   * @param text entries {@code id=key}, the key 32 bytes in base64, one a line or with commas
   *     between them; lines that begin with # say nothing
   * @param current id of the key that is used from now on; empty when there is but one
   * @param place where the text is from, for messages
   * @throws ConfigException saying what is wrong, without any key
   */
  public static EncryptionKeys parse(String text, String current, String place) {
    Map<String, SecretKeySpec> keys = new TreeMap<>();
    for (String part : text.replace(',', '\n').lines().toList()) {
      String entry = part.strip();
      if (!entry.isEmpty() && !entry.startsWith("#")) {
        add(entry, keys, place);
      }
    }
    if (keys.isEmpty() && current.isEmpty()) {
      return NONE;
    }
    if (current.isEmpty() && keys.size() > 1) {
      throw new ConfigException(
          "Expected madcloud.encryption.key.id to say which of the keys %s of %s is used now, but it"
                  .formatted(keys.keySet(), place)
              + " is empty");
    }
    String used = current.isEmpty() ? keys.keySet().iterator().next() : current;
    if (!keys.containsKey(used)) {
      throw new ConfigException(
          "Expected the key '%s' of madcloud.encryption.key.id in %s, but there are %s"
              .formatted(used, place, keys.keySet()));
    }
    return new EncryptionKeys(keys, used);
  }

  private static void add(String entry, Map<String, SecretKeySpec> keys, String place) {
    int sign = entry.indexOf('=');
    String id = sign < 0 ? "" : entry.substring(0, sign).strip();
    String text = sign < 0 ? "" : entry.substring(sign + 1).strip();
    // A key without an id ends in the sign, which then is its padding: not to be told as an id.
    if (!ID.matcher(id).matches() || text.isEmpty() || text.equals("=")) {
      throw new ConfigException(
          "Expected id=key in %s, with an id of at most 64 letters, digits, '.', '_' and '-', but"
                  .formatted(place)
              + " entry %d is none".formatted(keys.size() + 1));
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("Expected key '%s' of %s in base64".formatted(id, place));
    }
    if (key.length != KEY_BYTES) {
      throw new ConfigException(
          "Expected key '%s' of %s to have %d bytes, but it has %d; 'openssl rand -base64 32' makes one"
              .formatted(id, place, KEY_BYTES, key.length));
    }
    if (keys.put(id, new SecretKeySpec(key, "HmacSHA256")) != null) {
      throw new ConfigException(
          "Expected key '%s' once in %s, but it is there twice".formatted(id, place));
    }
  }

  /** Whether there is none, so that nothing is encrypted. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Id of the key that is used now; null when there is none. */
  String current() {
    return current;
  }

  /** A key by its id; null when it is not here. */
  SecretKeySpec key(String id) {
    return byId.get(id);
  }

  /** Tells the ids, and nothing else. */
  @Override
  public String toString() {
    return byId.keySet().toString();
  }
}
