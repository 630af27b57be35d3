package io.madcloud.engine.yaml;

import io.madcloud.engine.program.FieldSpec;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.Place;
import io.madcloud.engine.program.Places;
import java.util.IdentityHashMap;

/** Finds the parts of ops and fields in the YAML that they were read from. */
final class SourcePlaces implements Places {

  private final IdentityHashMap<OpSpec, OpNode> nodes = new IdentityHashMap<>();

  private final IdentityHashMap<FieldSpec, FieldNode> fields = new IdentityHashMap<>();

  void remember(OpSpec spec, OpNode node) {
    nodes.put(spec, node);
  }

  void remember(FieldSpec spec, FieldNode node) {
    fields.put(spec, node);
  }

  @Override
  public boolean states(OpSpec op, String part) {
    OpNode node = nodes.get(op);
    return node != null
        && node.yaml().node() instanceof YamlNode.Mapping map
        && map.find(part) != null;
  }

  @Override
  public boolean statesMerge(FieldSpec field) {
    FieldNode node = fields.get(field);
    return node != null && node.mergeStated();
  }

  @Override
  public Place of(OpSpec op, String part) {
    OpNode node = nodes.get(op);
    return node == null ? op.place().part(part) : placeOf(node, op.path(), part);
  }

  /**
   * @param path of the op, which is not that of the node when it was copied from a template
   */
  static Place placeOf(OpNode op, String path, String part) {
    YamlCursor at = op.yaml();
    String whole = part.isEmpty() ? path : path + "." + part;
    int line = at.line();
    int column = at.column();
    YamlNode node = at.node();
    for (String key : part.split("[.\\[]", -1)) {
      if (node instanceof YamlNode.Mapping map && map.find(key) != null) {
        YamlNode.Entry entry = map.find(key);
        line = entry.line();
        column = entry.column();
        node = entry.value();
      } else if (node instanceof YamlNode.Sequence list && key.endsWith("]")) {
        node = list.items().get(Integer.parseInt(key.substring(0, key.length() - 1)));
        line = node.line();
        column = node.column();
      }
    }
    return new Place(at.file(), line, column, whole);
  }
}
