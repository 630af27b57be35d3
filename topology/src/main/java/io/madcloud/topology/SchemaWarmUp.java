package io.madcloud.topology;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.serdes.EncryptionKeys;
import io.madcloud.serdes.OpRecordSerializer;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.SchemaRefusedException;
import io.madcloud.serdes.Sealing;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Call;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Control;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Rows;
import io.madcloud.wire.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the registry asked at start for every schema that the engine is going to write, and for those
 * that it reads as it knows them. So a registry that does not answer, or refuses, is told of by one
 * message before inputs are taken, and one that goes away later is not missed.
 */
final class SchemaWarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaWarmUp.class);
  private static final Incarnation NOWHERE = new Incarnation("", 0, 0L);
  private static final Rows NO_ROWS = new Rows(0, List.of(), 1, List.of(), 0, List.of());

  private final RecordSerdes serdes;
  private final OpRecordSerializer records;
  private final Topics topics;

  private SchemaWarmUp(RecordSerdes serdes, Topics topics) {
    this.serdes = serdes;
    this.records = serdes.ofOps();
    this.topics = topics;
  }

  /**
   * Asks, and waits for the answers.
   *
   * @param serdes that the engine is going to use
   * @throws org.apache.kafka.common.KafkaException if the registry does not answer in the time that
   *     it is given, or has no id for what is to be written
   */
  static void run(MadcloudConfig config, Program program, RecordSerdes serdes) {
    SchemaWarmUp warmUp = new SchemaWarmUp(serdes, config.topics());
    warmUp.outputs(program);
    warmUp.states(
        new StateSerdes(serdes, config.applicationId(), new Sealing(EncryptionKeys.NONE)));
    warmUp.inputs();
  }

  private void outputs(Program program) {
    write(topics.journal(), new Turn("", NOWHERE, 1L, 0, true, 0L, Instant.EPOCH, null, List.of()));
    write(
        topics.outcomes(),
        new Outcome(
            "",
            NOWHERE,
            "",
            ProcessStatus.UNKNOWN,
            null,
            1,
            1L,
            0L,
            Instant.EPOCH,
            List.of(),
            false,
            0,
            0,
            0));
    write(topics.answers(), new Answer("", "", 0, Instant.EPOCH, null, 0L, null, null, null));
    Call call = new Call("", NOWHERE, 1, "", null, 1, null, "", 0, "", null, Map.of());
    write(topics.deadLetters(), call);
    for (Op op : program.ops().values()) {
      if (op.action() instanceof Action.Call remote) {
        write(topics.calls(remote.server()), call);
      } else if (op.action() instanceof Action.Publish) {
        register(op);
      }
    }
  }

  /**
   * What is refused only fails the op; whoever has declared it was told so, unless by other ways.
   */
  private void register(Op op) {
    try {
      records.register(op);
    } catch (SchemaRefusedException e) {
      LOG.warn("Op {} cannot publish: {}", op.path(), e.getMessage());
    }
  }

  private void states(StateSerdes states) {
    ProcessHead head =
        ProcessHead.newBuilder()
            .setIncarnation(NOWHERE)
            .setNotification(0)
            .setStatus(ProcessStatus.UNKNOWN)
            .setProgramRevision(0L)
            .setRows(NO_ROWS)
            .build();
    LOG.debug("Read {}", states.head(states.bytes("", head, Program.EMPTY)));
    ProcessChunk chunk = new ProcessChunk(1, 0L, 0, NO_ROWS);
    LOG.debug("Read {}", states.chunk(states.bytes("", chunk, Program.EMPTY)));
  }

  /** Whoever writes these may do so by schemas of their own; ours need not be there. */
  private void inputs() {
    try {
      read(topics.notifications(), new Notification("", Map.of()));
      read(topics.replies(), new Reply("", NOWHERE, 1, 0, List.of(), null));
      read(topics.controls(), new Control("", null, new Cancel(null), null));
    } catch (RuntimeException e) {
      LOG.debug("Expected the schemas of all inputs in the registry, but: {}", e.getMessage());
    }
  }

  private <T extends SpecificRecord> void write(String topic, T sample) {
    LOG.debug("Wrote {} bytes for {}", bytes(serde(sample), topic, sample).length, topic);
  }

  private <T extends SpecificRecord> void read(String topic, T sample) {
    Serde<T> serde = serde(sample);
    T read = serde.deserializer().deserialize(topic, bytes(serde, topic, sample));
    LOG.debug("Read {} from {}", read, topic);
  }

  private static <T extends SpecificRecord> byte[] bytes(Serde<T> serde, String topic, T sample) {
    return serde.serializer().serialize(topic, sample);
  }

  @SuppressWarnings("unchecked") // A record is of its own class.
  private <T extends SpecificRecord> Serde<T> serde(T sample) {
    return serdes.of((Class<T>) sample.getClass());
  }
}
