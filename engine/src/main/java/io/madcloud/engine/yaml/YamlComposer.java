package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.yaml.YamlNode.Entry;
import io.madcloud.engine.yaml.YamlNode.Kind;
import io.madcloud.engine.yaml.YamlNode.Mapping;
import io.madcloud.engine.yaml.YamlNode.Scalar;
import io.madcloud.engine.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Makes nodes of a text, within bounds: aliases that multiply and nesting without end are mistakes,
 * and so are tags and merges, which the core schema does not have.
 */
final class YamlComposer {

  private static final int MAX_CODE_POINTS = 100_000_000;
  private static final int MAX_DEPTH = 200;
  private static final int MIN_BUFFER = 1_024;
  // The parser copies what it has of a scalar once for each buffer that the scalar spans.
  private static final int MAX_BUFFER = 65_536;
  private static final int MAX_NODES = 10_000_000;

  private static final String CORE = "tag:yaml.org,2002:";
  private static final Map<String, Kind> KINDS =
      Map.of(
          CORE + "str", Kind.STRING,
          CORE + "bool", Kind.BOOLEAN,
          CORE + "int", Kind.INTEGER,
          CORE + "float", Kind.FLOAT,
          CORE + "null", Kind.NULL);

  /** Ends the reading of a text; its mistake is reported. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private record Sized(YamlNode node, int size) {}

  private final String file;
  private final List<Mistake> mistakes;
  private final ScalarResolver resolver = new CoreScalarResolver(false);
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private int nodes;

  YamlComposer(String file, List<Mistake> mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  /** Returns null when the text is no YAML, which is reported. */
  YamlNode compose(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_CODE_POINTS)
            .setBufferSize(Math.min(MAX_BUFFER, Math.max(MIN_BUFFER, text.length())))
            .build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      events.next();
      Event start = events.next();
      if (start.getEventId() == Event.ID.StreamEnd) {
        throw mistake(1, 1, "Expected YAML, but the text is empty");
      }
      YamlNode root = node(events, events.next(), 0);
      events.next();
      Event end = events.next();
      if (end.getEventId() != Event.ID.StreamEnd) {
        throw mistake(line(end), column(end), "Expected one YAML document, but found another");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      String context = e.getContext() == null ? "" : e.getContext().strip() + begun(e) + " ";
      mistake(
          mark.map(at -> at.getLine() + 1).orElse(0),
          mark.map(at -> at.getColumn() + 1).orElse(0),
          "Expected YAML, but " + context + e.getProblem());
      return null;
    } catch (ReaderException e) {
      mistake(
          1 + (int) text.codePoints().limit(e.getPosition()).filter(at -> at == '\n').count(),
          0,
          "Expected YAML, but found the character U+%04X, which it does not allow"
              .formatted(e.getCodePoint()));
      return null;
    } catch (YamlEngineException e) {
      mistake(0, 0, "Expected YAML, but " + String.valueOf(e.getMessage()).strip());
      return null;
    } catch (Unreadable e) {
      return null;
    }
  }

  /** Where that began which is not complete, unless it is plain to see. */
  private static String begun(MarkedYamlEngineException e) {
    int line = e.getContextMark().map(Mark::getLine).orElse(-1);
    return line < 0 || line == e.getProblemMark().map(Mark::getLine).orElse(line)
        ? ""
        : " that begins on line %d".formatted(line + 1);
  }

  private YamlNode node(Iterator<Event> events, Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw mistake(
          line(event), column(event), "Expected at most " + MAX_DEPTH + " levels, but found more");
    }
    if (event instanceof AliasEvent alias) {
      Sized target = anchors.get(alias.getAlias());
      if (target == null) {
        throw mistake(
            line(event),
            column(event),
            "Expected a complete anchor before '*%s', but found none".formatted(alias.getAlias()));
      }
      count(target.size(), event);
      return target.node();
    }
    int before = nodes;
    count(1, event);
    YamlNode node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else if (event instanceof SequenceStartEvent sequence) {
      checkTag(sequence.getTag(), CORE + "seq", event);
      node = sequence(events, event, depth);
    } else {
      checkTag(((MappingStartEvent) event).getTag(), CORE + "map", event);
      node = mapping(events, event, depth);
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      anchors.put(anchored.getAnchor().get(), new Sized(node, nodes - before));
    }
    return node;
  }

  private Scalar scalar(ScalarEvent event) {
    Optional<String> tag = event.getTag();
    Kind kind;
    if (tag.isPresent() && !tag.get().equals("!")) {
      kind = KINDS.get(tag.get());
      if (kind == null) {
        checkTag(tag, "", event);
        kind = Kind.STRING;
      }
    } else if (tag.isPresent() || !event.isPlain()) {
      kind = Kind.STRING;
    } else {
      Tag resolved = resolver.resolve(event.getValue(), true);
      kind = KINDS.getOrDefault(resolved.getValue(), Kind.STRING);
    }
    return new Scalar(kind, event.getValue(), line(event), column(event));
  }

  private Sequence sequence(Iterator<Event> events, Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(events, event, depth + 1));
    }
    return new Sequence(List.copyOf(items), line(start), column(start));
  }

  private Mapping mapping(Iterator<Event> events, Event start, int depth) {
    List<Entry> entries = new ArrayList<>();
    List<Entry> duplicates = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      if (!(node(events, event, depth + 1) instanceof Scalar key)) {
        throw mistake(
            line(event), column(event), "Expected a name as key, but found a list or map");
      }
      YamlNode value = node(events, events.next(), depth + 1);
      Entry entry = new Entry(key.text(), line(event), column(event), value);
      (keys.add(key.text()) ? entries : duplicates).add(entry);
    }
    return new Mapping(List.copyOf(entries), List.copyOf(duplicates), line(start), column(start));
  }

  private void checkTag(Optional<String> tag, String expected, Event event) {
    if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(expected)) {
      mistakes.add(
          new Mistake(
              place(line(event), column(event)),
              "Expected no tag, but found '%s'; quote a text that begins with '!'"
                  .formatted(tag.get())));
    }
  }

  private void count(int size, Event event) {
    nodes += size;
    if (nodes > MAX_NODES) {
      throw mistake(
          line(event),
          column(event),
          "Expected at most " + MAX_NODES + " nodes, aliases resolved, but found more");
    }
  }

  private Unreadable mistake(int line, int column, String message) {
    mistakes.add(new Mistake(place(line, column), message));
    return new Unreadable();
  }

  private Place place(int line, int column) {
    return new Place(file, line, column, "");
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static int column(Event event) {
    return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }
}
