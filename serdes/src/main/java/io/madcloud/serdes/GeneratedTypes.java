package io.madcloud.serdes;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The generated classes of one record type and all that it contains, found by the schema compiled
 * into it. Avro itself would load whatever class a schema names, and since 1.12 refuses to do so
 * unless a system property trusts it; here no name that came over the wire loads anything.
 */
final class GeneratedTypes extends SpecificData {

  private final Map<String, Class<?>> classes = new HashMap<>();
  private final Schema schema;

  GeneratedTypes(Class<? extends SpecificRecord> type) {
    super(type.getClassLoader());
    SpecificData model = SpecificData.getForClass(type);
    model.getConversions().forEach(this::addLogicalTypeConversion);
    schema = model.getSchema(type);
    find(schema);
  }

  /** Schema of the record type. */
  Schema schema() {
    return schema;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of records and enums only those of the type; null for others.
   */
  @Override
  @SuppressWarnings("rawtypes") // Overrides a raw type.
  public Class getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
      default -> super.getClass(schema);
    };
  }

  private void find(Schema part) {
    switch (part.getType()) {
      case RECORD -> {
        if (classes.put(part.getFullName(), load(part)) == null) {
          part.getFields().forEach(field -> find(field.schema()));
        }
      }
      case ENUM, FIXED -> classes.put(part.getFullName(), load(part));
      case ARRAY -> find(part.getElementType());
      case MAP -> find(part.getValueType());
      case UNION -> part.getTypes().forEach(this::find);
      default -> {}
    }
  }

  private Class<?> load(Schema part) {
    try {
      return Class.forName(getClassName(part), true, getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Expected a generated class for " + part.getFullName() + ", but there is none", e);
    }
  }
}
