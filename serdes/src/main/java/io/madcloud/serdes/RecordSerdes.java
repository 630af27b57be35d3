package io.madcloud.serdes;

import io.madcloud.wire.Notification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;

/**
 * Serdes for the values of Madcloud's topics and stores, configured alike and over one registry.
 * {@code madcloud.value.serde} names another serde class, such as Confluent's, and ours steps
 * aside; it is given the same configuration and {@code specific.avro.reader=true}.
 */
public final class RecordSerdes {

  /** Names the serde class of all values. */
  public static final String VALUE_SERDE = SerdeKeys.VALUE_SERDE;

  /** Milliseconds that the registry is asked again while it does not answer. */
  public static final String RETRY_TIMEOUT = SerdeKeys.RETRY_TIMEOUT;

  /** The keys beginning with {@code madcloud.} that serdes know. */
  public static final Set<String> KEYS = SerdeKeys.ours();

  /** Whether Confluent's deserializer makes generated classes. */
  private static final String SPECIFIC = "specific.avro.reader";

  private final Map<String, Object> config;
  private final SchemaRegistry registry;

  private RecordSerdes(Map<String, Object> config, SchemaRegistry registry) {
    this.config = config;
    this.registry = registry;
  }

  /**
   * Reads the configuration; asks nobody yet.
   *
   * @throws ConfigException if it is incomplete or wrong
   */
  public static RecordSerdes of(Map<String, ?> config) {
    Map<String, Object> copy = new HashMap<>(config);
    if (steppedAside(copy)) {
      copy.put(SPECIFIC, true);
      trustOurClasses();
      return new RecordSerdes(copy, null);
    }
    SerializerSettings.of(copy, false);
    return new RecordSerdes(copy, SchemaRegistry.of(copy));
  }

  /**
   * All keys that serdes and the registry's client know, with type, default and meaning; a copy.
   */
  public static ConfigDef definition() {
    return SerdeKeys.definition();
  }

  /**
   * Asks the registry something, for who wants to know early whether it answers. Somebody else's
   * serdes ask theirs when they need it.
   *
   * @throws RegistryException if it does not
   */
  public void requireRegistry() {
    if (registry != null) {
      Optional<Schema> unused = registry.schema(1);
    }
  }

  /** A new serde for one type. */
  public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    if (registry == null) {
      return foreign(config);
    }
    MadcloudAvroSerde<T> serde = new MadcloudAvroSerde<>(type);
    serde.configure(config, false, registry);
    return serde;
  }

  /** What one-way ops publish, as bytes. */
  public OpRecordSerializer ofOps() {
    return registry == null
        ? OpRecordSerializer.over(RecordSerdes.<GenericRecord>foreign(config).serializer())
        : OpRecordSerializer.over(registry, SerializerSettings.of(config, false));
  }

  /**
   * A new deserializer of records that are none of ours, by whatever schema each was written with:
   * ours makes generic records of them, and asks the registry once, for whoever reads many topics
   * has something else to do meanwhile. To be used by one thread.
   */
  public Deserializer<Object> ofOthers() {
    Map<String, Object> own = new HashMap<>(config);
    if (registry == null) {
      own.put(SPECIFIC, false);
      Serde<Object> foreign = foreign(own);
      return foreign.deserializer();
    }
    own.put(RETRY_TIMEOUT, 0);
    return new GenericAvroDeserializer(SchemaRegistry.of(own));
  }

  @SuppressWarnings("unchecked") // What a configured class makes is its owner's word.
  private static <T> Serde<T> foreign(Map<String, Object> config) {
    Object name = config.get(VALUE_SERDE);
    try {
      Serde<T> serde =
          name instanceof Class<?> type
              ? (Serde<T>) Utils.newInstance(type.asSubclass(Serde.class))
              : (Serde<T>) Utils.newInstance(name.toString(), Serde.class);
      serde.configure(config, false);
      return serde;
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ConfigException(
          "Expected a serde class on the class path in " + VALUE_SERDE + ", but " + name);
    }
  }

  /** Avro loads generated classes by name only if told so; other serdes leave that to it. */
  private static synchronized void trustOurClasses() {
    String ours = Notification.class.getPackageName();
    if (!ClassSecurityValidator.getGlobal().isTrusted(Notification.class)) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(ours)));
    }
  }

  private static boolean steppedAside(Map<String, ?> config) {
    Object serde = config.get(VALUE_SERDE);
    String name = serde instanceof Class<?> type ? type.getName() : serde + "";
    return serde != null && !name.equals(MadcloudAvroSerde.class.getName());
  }
}
