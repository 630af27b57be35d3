package io.madcloud.app.process;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.topology.MadcloudConfig;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Ids of processes: what can be one, and new ones. */
final class ProcessIds {

  /** Letters and digits that nobody takes for each other. */
  private static final String SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int LENGTH = 13;

  private ProcessIds() {}

  /** An id that nobody else has: the op's name, and 65 bits of chance. */
  static String next(String op) {
    SecureRandom chance = new SecureRandom();
    StringBuilder id = new StringBuilder(op.substring(op.lastIndexOf('/') + 1)).append('-');
    for (int i = 0; i < LENGTH; i++) {
      id.append(SIGNS.charAt(chance.nextInt(SIGNS.length())));
    }
    return id.toString();
  }

  /** The id, if it can be one. */
  static String require(String id) {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MadcloudConfig.MAX_ID_BYTES) {
      throw new InvalidInputException(
          "Expected a process id of 1 to %d bytes, but it has %d"
              .formatted(MadcloudConfig.MAX_ID_BYTES, bytes));
    }
    return id;
  }
}
