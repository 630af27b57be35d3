package io.madcloud.topology.program;

import static io.madcloud.topology.program.Declarations.compiler;
import static io.madcloud.topology.program.Declarations.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.ProgramChange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class ProgramPublisherTest {

  private final MockProducer<String, ProgramChange> producer =
      new MockProducer<>(true, null, new StringSerializer(), LogConsumer.serde().serializer());

  @Test
  void what_is_published_folds_to_the_declaration() throws Exception {
    ProgramFold fold = new ProgramFold(compiler());
    long first;
    long second;
    try (ProgramPublisher publisher = new ProgramPublisher(producer, "programs")) {
      first = publisher.publish(named("a"), List.of());
      second = publisher.publish(named("b"), List.of("/a"));
    }
    assertThat(first).isEqualTo(2);
    assertThat(second).isEqualTo(6);
    List<ProducerRecord<String, ProgramChange>> sent = producer.history();
    for (int i = 0; i < sent.size(); i++) {
      fold.fold(sent.get(i).value(), i, 0);
    }
    assertThat(fold.program().ops()).containsOnlyKeys("/b");
    assertThat(fold.program().revision()).isEqualTo(second);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void records_go_to_the_one_partition_under_their_paths() throws Exception {
    new ProgramPublisher(producer, "programs").publish(named("a"), List.of());
    String id = producer.history().get(0).value().getDeclaration();
    assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly("programs");
    assertThat(producer.history()).extracting(ProducerRecord::partition).containsOnly(0);
    assertThat(producer.history())
        .extracting(ProducerRecord::key)
        .containsExactly("/a_field", "/a", id);
  }

  @Test
  void a_refusal_says_what_was_refused_and_sends_no_marker() {
    producer.sendException = new RecordTooLargeException("too large by far");
    assertThatThrownBy(
            () -> new ProgramPublisher(producer, "programs").publish(named("a"), List.of()))
        .isInstanceOf(ProgramLogException.class)
        .hasMessage(
            "Expected topic programs to take /a_field (record 0 of a declaration), but too large"
                + " by far");
    assertThat(producer.history())
        .noneMatch(record -> record.value().getChange() instanceof DeclarationClosed);
  }

  @Test
  void a_configuration_without_a_registry_is_refused_at_once() {
    assertThatThrownBy(() -> ProgramPublisher.open(Map.of(), "programs"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> ProgramLog.start(Map.of(), "programs", compiler()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }
}
