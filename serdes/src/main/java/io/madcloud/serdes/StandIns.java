package io.madcloud.serdes;

import io.madcloud.wire.MapEntry;
import io.madcloud.wire.MapValue;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What stands on the wire in the place of a sensitive field's value. It is a map, so that whoever
 * reads values reads it, old consumers and other people's included, and the schemas are those of
 * ever. It is told from the maps of users by its first key, which stands in it twice: no map has
 * that.
 */
public final class StandIns {

  private static final String HIDDEN = "hidden";
  private static final String ENCRYPTED = "encrypted";
  private static final int KEY = 2;
  private static final int DATA = 3;

  private StandIns() {}

  /**
   * A value that is encrypted.
   *
   * @param key id of the key
   * @param data what {@link ProcessCipher} made of it
   */
  record Encrypted(String key, byte[] data) {

    MapValue toWire() {
      return new MapValue(
          List.of(
              new MapEntry(ENCRYPTED, true),
              new MapEntry(ENCRYPTED, true),
              new MapEntry("key", key),
              new MapEntry("data", ByteBuffer.wrap(data))));
    }
  }

  /** Where people read, who are not to see the value. */
  public static MapValue hidden() {
    return new MapValue(List.of(new MapEntry(HIDDEN, true), new MapEntry(HIDDEN, true)));
  }

  /** Whether it is no value, but stands for one. */
  public static boolean isOne(Object wire) {
    return isMarked(wire, HIDDEN) || isMarked(wire, ENCRYPTED);
  }

  /** Null when it is none. */
  static Encrypted encrypted(Object wire) {
    if (!isMarked(wire, ENCRYPTED)) {
      return null;
    }
    List<MapEntry> entries = ((MapValue) wire).getEntries();
    if (entries.size() <= DATA
        || !(entries.get(KEY).getValue() instanceof String key)
        || !(entries.get(DATA).getValue() instanceof ByteBuffer data)) {
      throw new DecryptionException(
          "Expected a key's id and what it has encrypted, but one is missing: it was changed, or a"
              + " later Madcloud wrote it");
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return new Encrypted(key, bytes);
  }

  private static boolean isMarked(Object wire, String mark) {
    return wire instanceof MapValue map
        && map.getEntries().size() > 1
        && map.getEntries().get(0).getKey().equals(mark)
        && map.getEntries().get(1).getKey().equals(mark);
  }
}
