package io.madcloud.serdes;

import io.madcloud.wire.MapEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;

/**
 * Values of the wire as bytes by themselves, for who encrypts them: a byte for the version, and the
 * value as the union writes it, in an entry without a key. The union stays as it is, so old bytes
 * stay readable. Thread-safe.
 */
final class ValueBytes {

  private static final byte VERSION = 1;
  private static final RecordWriter WRITER = new RecordWriter(MapEntry.class);
  private static final DatumReader<Object> READER = reader();

  private ValueBytes() {}

  static byte[] of(Object wire) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(VERSION);
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      WRITER.write(new MapEntry("", wire), out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object read(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new IllegalStateException(
          "Expected an encrypted value of version %d, but it is of another: a later Madcloud wrote it"
              .formatted(VERSION));
    }
    try {
      MapEntry entry =
          (MapEntry)
              READER.read(
                  null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
      return entry.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatumReader<Object> reader() {
    GeneratedTypes types = new GeneratedTypes(MapEntry.class);
    try {
      return new FastReaderBuilder(types).createDatumReader(types.schema(), types.schema());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
