package io.madcloud.topology;

import io.madcloud.engine.Incarnation;
import io.madcloud.engine.Input;
import io.madcloud.serdes.Inputs;
import io.madcloud.serdes.RecordSerdes;
import io.madcloud.serdes.Sealing;
import io.madcloud.serdes.UpdateBytes;
import io.madcloud.serdes.Updates;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Control;
import io.madcloud.wire.CountElsewhere;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.Explain;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Update;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes inputs of records, or says why a record is none. */
final class InputDecoder {

  /** The longest name of a question, in bytes: the answer has to carry it. */
  static final int MAX_QUESTION_BYTES = 200;

  /** The largest record that is taken, in bytes: the journal has to carry it whole. */
  static final int MAX_INPUT_BYTES = MadcloudConfig.MAX_RECORD_BYTES / 2;

  /** Later versions of the form may be longer. */
  private static final int MAX_TRACE_BYTES = 200;

  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private final Topics topics;
  private final Deserializer<Notification> notifications;
  private final Deserializer<Reply> replies;
  private final Deserializer<Control> controls;
  private final Sealing sealing;

  InputDecoder(Topics topics, RecordSerdes serdes, Sealing sealing) {
    this.topics = topics;
    this.sealing = sealing;
    this.notifications = serdes.of(Notification.class).deserializer();
    this.replies = serdes.of(Reply.class).deserializer();
    this.controls = serdes.of(Control.class).deserializer();
  }

  /**
   * An input for the engine.
   *
   * @param process its id
   * @param meant the only process of that id that is meant; null for whichever there is
   * @param input null when somebody only asks, which is no input
   * @param cause the same, as the journal keeps it
   */
  record Decoded(String process, Incarnation meant, Input input, Object cause) {

    /** The name of what somebody wants to know; null for an input. */
    String question() {
      return input == null ? InputDecoder.question(action()) : null;
    }

    /** What a control wants. */
    Object action() {
      return ((Control) cause).getAction();
    }

    /** The process, if it is the one that is meant, or null. */
    ProcessStore.Stored ofMeant(ProcessStore.Stored found) {
      boolean other =
          found != null && meant != null && !meant.equals(found.process().incarnation());
      return other ? null : found;
    }
  }

  /**
   * Decodes a record of one of the input topics.
   *
   * @throws SerializationException if the record is none that can be taken, now or ever
   */
  Decoded decode(Record<byte[], byte[]> record, RecordMetadata source, long timeMs) {
    String process = process(record.key());
    if (record.value() == null) {
      throw new SerializationException("Expected a record, but the value is null");
    }
    if (record.value().length > MAX_INPUT_BYTES) {
      throw new SerializationException(
          "Expected a record of at most %d bytes, but it has %d"
              .formatted(MAX_INPUT_BYTES, record.value().length));
    }
    try {
      String topic = source.topic();
      if (topic.equals(topics.notifications())) {
        return notification(process, record, source, timeMs);
      }
      if (topic.equals(topics.replies())) {
        return reply(process, record.value(), timeMs);
      }
      return topic.equals(topics.controls())
          ? control(process, record.value(), timeMs)
          : update(process, record.value(), source, timeMs);
    } catch (IllegalArgumentException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }

  private static String process(byte[] key) {
    if (key == null || key.length == 0) {
      throw new SerializationException("Expected the process id as key, but there is none");
    }
    if (key.length > MadcloudConfig.MAX_ID_BYTES) {
      throw new SerializationException(
          "Expected a process id of at most %d bytes as key, but it has %d"
              .formatted(MadcloudConfig.MAX_ID_BYTES, key.length));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw new SerializationException("Expected the process id as key, but it is no UTF-8", e);
    }
  }

  private Decoded notification(
      String process, Record<byte[], byte[]> record, RecordMetadata source, long timeMs) {
    Notification notification =
        read(() -> notifications.deserialize(source.topic(), record.value()));
    Incarnation incarnation = new Incarnation(source.topic(), source.partition(), source.offset());
    Arrival cause =
        new Arrival(
            new io.madcloud.wire.Incarnation(source.topic(), source.partition(), source.offset()),
            notification);
    String traceparent = traceparent(record.headers());
    Input input = Inputs.notification(process, notification, incarnation, traceparent, timeMs);
    return new Decoded(process, null, input, cause);
  }

  /** What is no trace context is left out: nobody's work depends on it. */
  private static String traceparent(Headers headers) {
    Header header = headers.lastHeader(Inputs.TRACEPARENT);
    if (header == null || header.value() == null || header.value().length > MAX_TRACE_BYTES) {
      return null;
    }
    String text = new String(header.value(), StandardCharsets.US_ASCII);
    return TRACE.matcher(text).matches() ? text : null;
  }

  private Decoded reply(String process, byte[] value, long timeMs) {
    Reply reply = read(() -> replies.deserialize(topics.replies(), value));
    requireSame(process, reply.getProcess());
    return new Decoded(process, null, Inputs.reply(reply, timeMs), reply);
  }

  private Decoded update(String process, byte[] value, RecordMetadata source, long timeMs) {
    Update update = UpdateBytes.read(value);
    requireSame(process, update.getProcess());
    if (!source.topic().equals(topics.from(update.getFrom()))) {
      throw new SerializationException(
          "Expected an update from the datacenter that %s comes from, but it is from %s"
              .formatted(source.topic(), update.getFrom()));
    }
    Input input = new Input.Arrival(timeMs, Updates.fromWire(sealing.opened(update)));
    return new Decoded(process, null, input, update);
  }

  private Decoded control(String process, byte[] value, long timeMs) {
    Control control = read(() -> controls.deserialize(topics.controls(), value));
    requireSame(process, control.getProcess());
    Input input = Inputs.control(control, timeMs);
    String question = question(control.getAction());
    if (question != null) {
      requireQuestion(question);
    } else if (input == null) {
      throw new SerializationException(
          "Expected a control that this engine knows, but found "
              + control.getAction().getClass().getSimpleName());
    }
    return new Decoded(process, Inputs.meant(control), input, control);
  }

  /** The name of the question that a control puts; null when it puts none. */
  private static String question(Object action) {
    if (action instanceof Inspect inspect) {
      return inspect.getQuestion();
    }
    if (action instanceof Explain explain) {
      return explain.getQuestion();
    }
    if (action instanceof CountElsewhere count) {
      return count.getQuestion();
    }
    return action instanceof CountPaused count ? count.getQuestion() : null;
  }

  /**
   * Other serdes than ours do not tell a registry that is away from a bad record; what came over a
   * socket, or did not, says nothing about the record.
   */
  private static <T> T read(Supplier<T> deserialization) {
    try {
      return deserialization.get();
    } catch (SerializationException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        String origin = cause.getClass().getPackageName();
        if (origin.startsWith("java.net") || origin.startsWith("javax.net")) {
          throw new IllegalStateException(
              "Expected the schema registry to answer, but " + cause, e);
        }
      }
      throw e;
    }
  }

  private static void requireQuestion(String question) {
    int bytes = question.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_QUESTION_BYTES) {
      throw new SerializationException(
          "Expected a question of 1 to %d bytes, but it has %d"
              .formatted(MAX_QUESTION_BYTES, bytes));
    }
  }

  private static void requireSame(String key, String process) {
    if (!key.equals(process)) {
      throw new SerializationException(
          "Expected the process id " + process + " as key, but found " + key);
    }
  }
}
