package io.madcloud.app.process;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.program.DidYouMean;
import io.madcloud.engine.program.Field;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Literals;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.Bytes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Messages as the command line gives them, {@code name=value} or a JSON object, typed as an op
 * declares the fields that it produces. All that is wrong is told at once.
 */
final class FieldArguments {

  private final Op op;
  private final List<String> problems = new ArrayList<>();

  private FieldArguments(Op op) {
    this.op = op;
  }

  /**
   * Engine values by local name.
   *
   * @param arguments {@code name=value}; a value {@code @FILE} is what the file holds, {@code @@…}
   *     one that begins with {@code @}
   * @throws InvalidInputException saying all that is wrong
   */
  static Map<String, Object> typed(List<String> arguments, Op op) {
    FieldArguments reading = new FieldArguments(op);
    Map<String, Object> fields = new TreeMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        reading.problems.add("Expected name=value, but found '" + Texts.brief(argument) + "'");
        continue;
      }
      String name = argument.substring(0, equals);
      Object value = reading.value(name, argument.substring(equals + 1));
      if (value != null && fields.put(name, value) != null) {
        reading.problems.add("Expected one value for '" + name + "', but found two");
      }
    }
    reading.requireNoProblem();
    return fields;
  }

  /** The same of a JSON object, by local name too. */
  static Map<String, Object> typed(String json, Op op) {
    FieldArguments reading = new FieldArguments(op);
    Map<?, ?> object = TypedText.jsonObject(json);
    if (object == null) {
      throw new InvalidInputException(
          "Expected a message as a JSON object, but found '" + Texts.brief(json) + "'");
    }
    Map<String, Object> fields = new TreeMap<>();
    object.forEach(
        (key, plain) -> {
          String name = (String) key;
          Field field = reading.field(name);
          Object value =
              field == null ? null : field.type().conform(Literals.typed(plain, field.type()));
          if (value != null) {
            fields.put(name, value);
          } else if (field != null) {
            reading.problems.add(
                "Expected type %s for '%s', but found %s"
                    .formatted(field.type(), name, Texts.brief(String.valueOf(plain))));
          }
        });
    reading.requireNoProblem();
    return fields;
  }

  private Object value(String name, String text) {
    Field field = field(name);
    if (field == null) {
      return null;
    }
    if (text.startsWith("@") && !text.startsWith("@@")) {
      return ofFile(name, Path.of(text.substring(1)), field.type());
    }
    String literal = text.startsWith("@@") ? text.substring(1) : text;
    return parsed(name, literal, field.type(), "");
  }

  /** Bytes as they are, a string with its line breaks, all else as it would be written here. */
  private Object ofFile(String name, Path file, FieldType type) {
    try {
      if (type.kind() == FieldType.Kind.BYTES) {
        return Bytes.of(Files.readAllBytes(file));
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      boolean exact = type.kind() == FieldType.Kind.STRING;
      return parsed(name, exact ? text : text.strip(), type, " in " + file);
    } catch (CharacterCodingException e) {
      problems.add("Expected text for '%s', but %s is no UTF-8".formatted(name, file));
    } catch (IOException e) {
      problems.add("Expected a file for '%s', but could not read %s".formatted(name, file));
    }
    return null;
  }

  private Object parsed(String name, String text, FieldType type, String where) {
    Object value = TypedText.parse(text, type);
    if (value == null) {
      problems.add(
          "Expected %s for '%s', but found '%s'%s"
              .formatted(TypedText.expected(type), name, Texts.brief(text), where));
    }
    return value;
  }

  private Field field(String name) {
    Field field = op.out(name);
    if (field == null) {
      List<String> declared = op.out().stream().map(Slot::local).toList();
      problems.add(
          "Expected one of %s of %s, but found '%s'%s"
              .formatted(declared, op.path(), name, DidYouMean.ending(name, declared)));
    }
    return field;
  }

  private void requireNoProblem() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(String.join("\n", problems));
    }
  }
}
