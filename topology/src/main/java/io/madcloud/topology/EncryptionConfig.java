package io.madcloud.topology;

import io.madcloud.serdes.EncryptionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The part of the configuration that is about the keys for values of sensitive fields. */
public final class EncryptionConfig {

  static final String KEYS = "madcloud.encryption.keys";
  static final String KEYS_FILE = "madcloud.encryption.keys.file";
  static final String KEY_ID = "madcloud.encryption.key.id";

  private EncryptionConfig() {}

  /** The definition with this part. */
  static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            KEYS,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.MEDIUM,
            "Keys for the values of sensitive fields, id=key, comma separated, each 32 bytes in"
                + " base64.")
        .define(
            KEYS_FILE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "A file with such keys, one a line, instead.")
        .define(
            KEY_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Id of the key that is used from now on; empty when there is but one.");
  }

  /**
   * The keys of a configuration, read anew at every call: commands that encrypt nothing need not be
   * allowed to read them.
   *
   * @throws ConfigException if they are said twice, cannot be read or are none
   */
  public static EncryptionKeys keys(MadcloudConfig config) {
    Password said = config.getPassword(KEYS);
    String inline = said == null ? "" : said.value();
    String file = config.getString(KEYS_FILE).strip();
    String current = config.getString(KEY_ID).strip();
    if (file.isEmpty()) {
      return EncryptionKeys.parse(inline, current, KEYS);
    }
    if (!inline.isEmpty()) {
      throw new ConfigException("Expected %s or %s, but both are there".formatted(KEYS, KEYS_FILE));
    }
    try {
      return EncryptionKeys.parse(Files.readString(Path.of(file)), current, file);
    } catch (IOException e) {
      throw new ConfigException(
          "Expected the keys of %s in %s, but cannot read it: %s".formatted(KEYS_FILE, file, e));
    }
  }
}
