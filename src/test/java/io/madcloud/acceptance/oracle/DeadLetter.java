package io.madcloud.acceptance.oracle;

import java.util.Arrays;
import java.util.Map;

/** A record of the dead-letter topic: as it came, and why it is there. */
public record DeadLetter(String key, byte[] value, Map<String, String> headers) {

  /** The model's word for why. */
  public String reason() {
    return headers.get("madcloud.reason");
  }

  @Override
  public String toString() {
    return key + " " + headers + " " + Arrays.toString(value);
  }
}
