package io.madcloud.serdes;

import java.io.OutputStream;
import java.util.Arrays;

/** Takes one record's bytes; used again for the next one, by the same thread. */
final class RecordBuffer extends OutputStream {

  /** What one large record may leave behind. */
  private static final int MAX_KEPT = 256 * 1024;

  private static final int INITIAL = 1024;

  private byte[] bytes = new byte[INITIAL];
  private int size;

  /** Begins a record in Confluent's wire format: magic byte 0, schema id, data. */
  void begin(int schemaId) {
    if (bytes.length > MAX_KEPT) {
      bytes = new byte[INITIAL];
    }
    bytes[0] = MadcloudAvroDeserializer.MAGIC;
    bytes[1] = (byte) (schemaId >>> 24);
    bytes[2] = (byte) (schemaId >>> 16);
    bytes[3] = (byte) (schemaId >>> 8);
    bytes[4] = (byte) schemaId;
    size = MadcloudAvroDeserializer.HEADER_BYTES;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void write(int b) {
    require(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    require(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void require(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
