package io.madcloud.topology;

/** What may be wrong with the stores on the disk, so that a thread that takes over is no help. */
enum StoreFailure {
  /** What was read is not what was written: bits on the disk have changed. */
  DAMAGED,
  /** There is no room left. */
  FULL;

  /** What is wrong with the stores according to an error; null when they are not the cause. */
  static StoreFailure of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return FULL;
      }
      if (isRocks(cause) && (message.contains("checksum") || message.contains("orruption"))) {
        return DAMAGED;
      }
    }
    return null;
  }

  /** What an operator should know and do. */
  String advice(String directory) {
    return switch (this) {
      case DAMAGED ->
          ("Expected stores in %s that can be read, but one is damaged: all are removed, and"
               + " rebuilt from their changelogs when the engine starts again; look after the disk")
              .formatted(directory);
      case FULL ->
          ("Expected room for the stores in %s, but the disk is full: make room, or have"
               + " madcloud.state.dir name another directory, and start the engine again; nothing"
               + " is lost")
              .formatted(directory);
    };
  }

  private static boolean isRocks(Throwable cause) {
    return cause.getClass().getName().startsWith("org.rocksdb.");
  }
}
