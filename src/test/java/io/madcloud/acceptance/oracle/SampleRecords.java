package io.madcloud.acceptance.oracle;

import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Shown;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a sound engine writes about a process {@code p} that calls a server, whose reply offers two
 * alternatives: turn 1, turn 2 in two parts, outcome 1.
 */
final class SampleRecords {
  static final String PROCESS = "p";

  private static final Incarnation INCARNATION = new Incarnation("madcloud.notifications", 3, 7L);
  private static final Instant TIME = Instant.ofEpochMilli(1_000);
  private static final List<Schema> SCHEMAS =
      List.of(Turn.getClassSchema(), Outcome.getClassSchema());
  private static final FramedAvro AVRO = new FramedAvro(SCHEMAS::get);

  private SampleRecords() {}

  static List<SpecificRecordBase> sound() {
    return List.of(
        turn(
            1,
            0,
            true,
            new Arrival(INCARNATION, new Notification("/o/start", Map.of("text", "a"))),
            new StatusChanged(ProcessStatus.RUNNING, null, 0),
            new FieldChanged("0", "/o/text", "a", Shown.ADDED, List.of()),
            new Invoked(1, "/o/ask", "0", 1)),
        turn(
            2,
            0,
            false,
            new Reply(PROCESS, INCARNATION, 1, 1, List.of(), null),
            new Answered(1, InvocationStatus.DONE, 2, null, false),
            new Forked("0.1", "0", 1, 0),
            new FieldChanged("0.1", "/o/price", 5L, Shown.ADDED, List.of())),
        turn(
            2,
            1,
            true,
            null,
            new Forked("0.2", "0", 1, 1),
            new FieldChanged("0.2", "/o/price", 6L, Shown.ADDED, List.of()),
            new Closed("0", Closing.FORKS, null),
            new StatusChanged(ProcessStatus.QUIESCENT, null, 1)),
        outcome(1, fieldset("0.1", 5), fieldset("0.2", 6)));
  }

  /** The same about a later process with the same id. */
  static List<SpecificRecordBase> soundLater() {
    Incarnation later = new Incarnation(INCARNATION.getTopic(), 3, 8L);
    List<SpecificRecordBase> records = sound();
    for (SpecificRecordBase record : records) {
      if (record instanceof Turn turn) {
        turn.setIncarnation(later);
      } else {
        ((Outcome) record).setIncarnation(later);
      }
    }
    return records;
  }

  static Turn turn(long number, int part, boolean last, Object cause, Object... changes) {
    return new Turn(PROCESS, INCARNATION, number, part, last, 9L, TIME, cause, List.of(changes));
  }

  static OutcomeFieldset fieldset(String id, long price) {
    return new OutcomeFieldset(id, Map.of("/o/text", "a", "/o/price", price));
  }

  static Outcome outcome(int revision, OutcomeFieldset... fieldsets) {
    return new Outcome(
        PROCESS,
        INCARNATION,
        "/o/start",
        ProcessStatus.QUIESCENT,
        null,
        revision,
        2L,
        9L,
        TIME,
        List.of(fieldsets),
        false,
        1,
        0,
        0);
  }

  /** Enters records as if they came from Kafka, bytes and all. */
  static Ledger ledger(List<SpecificRecordBase> records) {
    Ledger ledger = new Ledger();
    for (SpecificRecordBase record : records) {
      GenericRecord decoded = AVRO.decode(framed(record));
      if (record instanceof Turn) {
        ledger.journal(PROCESS, 3, decoded);
      } else {
        ledger.outcome(PROCESS, 3, decoded);
      }
    }
    return ledger;
  }

  private static byte[] framed(SpecificRecordBase record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int id = SCHEMAS.indexOf(record.getSchema());
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      writer(record).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError("Expected to write to memory, but " + e, e);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked") // The model of a generated class writes that class.
  private static DatumWriter<Object> writer(SpecificRecordBase record) {
    return (DatumWriter<Object>) record.getSpecificData().createDatumWriter(record.getSchema());
  }
}
