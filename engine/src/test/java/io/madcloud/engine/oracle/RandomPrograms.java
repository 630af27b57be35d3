package io.madcloud.engine.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes programs: one to begin with, and declarations that change it while it runs. */
final class RandomPrograms {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Chance chance;
  private final RandomOps ops;

  RandomPrograms(Chance chance) {
    this.chance = chance;
    this.ops = new RandomOps(chance);
  }

  ObjectNode initial() {
    String mount = chance.of("/", "/m", "/a/b");
    Map<String, Field> fields = new TreeMap<>();
    ObjectNode root = JSON.objectNode();
    if (!mount.equals("/") || chance.percent(50)) {
      root.put("mount", mount);
    }
    for (int i = chance.deep ? chance.between(2, 4) : chance.between(3, 7); i > 0; i--) {
      field(root, fields, mount, "f" + (i - 1));
    }
    if (chance.percent(60)) {
      Field oops = new Field(Folders.join(mount, "oops"), Type.MAP_OF_STRING, Merge.FORK);
      fields.put(oops.path(), oops);
      root.withObject("/fields").put("oops", "map<string>");
    }
    Map<String, Field> visible = visible(fields, mount);
    root.withObject("/ops").set("start", ops.notification(visible));
    if (chance.percent(15)) {
      root.withObject("/ops").set("start2", ops.notification(visible));
    }
    for (int i = chance.between(chance.deep ? 5 : 3, 8); i > 0; i--) {
      root.withObject("/ops").set("op" + chance.below(1_000), ops.op(visible, true));
    }
    if (chance.percent(20)) {
      folder(root.withObject("/folders/sub"), fields, Folders.join(mount, "sub"));
    }
    if (chance.percent(12)) {
      templates(root, fields, mount);
    }
    return root;
  }

  private void folder(ObjectNode folder, Map<String, Field> fields, String path) {
    field(folder, fields, path, chance.of("s0", "s0", "f0"));
    Map<String, Field> visible = visible(fields, path);
    for (int i = chance.between(1, 3); i > 0; i--) {
      folder.withObject("/ops").set("op" + chance.below(1_000), ops.op(visible, true));
    }
    if (chance.percent(30)) {
      folder.putObject("supervise").put("attempts", chance.between(1, 3));
    }
    if (chance.percent(15)) {
      folder
          .withObject("/supervise")
          .put("on-failure", chance.of("drop-folder", "drop-folder", "fail-process"));
    }
  }

  private void templates(ObjectNode root, Map<String, Field> fields, String mount) {
    ObjectNode template = root.withObject("/templates/unit");
    Map<String, Field> inside = new TreeMap<>(fields);
    field(template, inside, Folders.join(mount, "s1"), "t0");
    Map<String, Field> visible = visible(inside, Folders.join(mount, "s1"));
    for (int i = chance.between(1, 3); i > 0; i--) {
      template.withObject("/ops").set("op" + i, ops.op(visible, false));
    }
    for (String name : List.of("s1", "s2")) {
      ObjectNode instance = root.withObject("/folders").putObject(name).put("template", "unit");
      if (chance.percent(25)) {
        instance.withObject("/ops").set("op1", ops.op(visible, false));
      }
    }
  }

  /** A valid declaration: new fields, new ops, ops that replace those that are there. */
  ObjectNode declaration(Program program) {
    String folder = anyFolder(program);
    ObjectNode root = JSON.objectNode().put("mount", folder);
    Map<String, Field> fields = new TreeMap<>(program.fields());
    if (chance.percent(30)) {
      field(root, fields, folder, "g" + chance.below(1_000));
    }
    List<Field> known = List.copyOf(program.fields().values());
    if (chance.percent(15)) {
      Field field = chance.of(known);
      if (parent(field.path()).equals(folder)) {
        root.withObject("/fields").set(last(field.path()), written(field));
      }
    }
    List<String> here =
        program.ops().keySet().stream().filter(path -> parent(path).equals(folder)).toList();
    for (int i = chance.between(1, 2); i > 0; i--) {
      String name = "late" + chance.below(100);
      if (!here.isEmpty() && chance.percent(chance.deep ? 60 : 35)) {
        name = last(chance.of(here));
      }
      boolean starts = name.startsWith("start");
      Map<String, Field> visible = visible(fields, folder);
      root.withObject("/ops").set(name, starts ? ops.notification(visible) : ops.op(visible, true));
    }
    return root;
  }

  /** A declaration with a mistake somewhere in it. */
  ObjectNode invalid(Program program) {
    ObjectNode root = declaration(program);
    Field field = chance.of(List.copyOf(program.fields().values()));
    ObjectNode bad = root.withObject("/ops").putObject("bad");
    bad.putArray("in").add(field.path());
    bad.put("call", "server");
    switch (chance.below(10)) {
      case 0 -> bad.put("colour", "red");
      case 1 -> bad.putArray("out").add("nowhere");
      case 2 -> bad.putArray("mask").add(field.path());
      case 3 -> bad.put("when", last(field.path()) + " +");
      case 4 -> bad.put("when", "\"yes\"");
      case 5 -> root.withObject("/fields").put("g1", "number");
      case 6 ->
          root.withObject("/fields").putObject("g2").put("type", "long").put("merge", "union");
      case 7 ->
          root.withObject("/fields").putObject("g3").put("type", "string").put("merge", "sum");
      case 8 -> root.withObject("/ops").putObject("worse").put("call", "server");
      default -> {
        Type type = field.type();
        Type other =
            new Type(type.kind() == Type.Kind.LONG ? Type.Kind.STRING : Type.Kind.LONG, null);
        boolean retyped = chance.percent(50);
        Merge merge = field.merge() == Merge.FIRST ? Merge.LATEST : Merge.FIRST;
        Field changed =
            new Field(field.path(), retyped ? other : type, retyped ? Merge.FORK : merge);
        root.put("mount", parent(field.path()));
        root.remove("ops");
        root.withObject("/fields").set(last(field.path()), written(changed));
      }
    }
    return root;
  }

  private String anyFolder(Program program) {
    List<String> paths = List.copyOf(program.fields().keySet());
    return parent(chance.of(paths));
  }

  private void field(ObjectNode folder, Map<String, Field> fields, String path, String name) {
    Type type = type();
    Field field = new Field(Folders.join(path, name), type, merge(type));
    fields.put(field.path(), field);
    folder.withObject("/fields").set(name, written(field));
  }

  private Type type() {
    Type.Kind kind =
        chance.of(
            List.of(
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.LONG,
                Type.Kind.STRING,
                Type.Kind.STRING,
                Type.Kind.STRING,
                Type.Kind.STRING,
                Type.Kind.LIST,
                Type.Kind.LIST,
                Type.Kind.LIST,
                Type.Kind.DOUBLE,
                Type.Kind.DOUBLE,
                chance.of(
                    Type.Kind.BOOLEAN,
                    Type.Kind.ANY,
                    Type.Kind.MAP,
                    Type.Kind.BYTES,
                    Type.Kind.TIMESTAMP)));
    return switch (kind) {
      case LIST -> new Type(kind, new Type(Type.Kind.LONG, null));
      case MAP -> Type.MAP_OF_STRING;
      default -> new Type(kind, null);
    };
  }

  private Merge merge(Type type) {
    if (chance.percent(45)) {
      return Merge.FORK;
    }
    if (type.kind() == Type.Kind.LIST && chance.percent(70)) {
      return Merge.UNION;
    }
    List<Merge> fit = List.of(Merge.values()).stream().filter(each -> each.fits(type)).toList();
    return chance.percent(chance.deep ? 45 : 25) ? Merge.LATEST : chance.of(fit);
  }

  private JsonNode written(Field field) {
    String type = field.type().kind().name().toLowerCase(Locale.ROOT);
    if (field.type().element() != null) {
      type += "<" + field.type().element().kind().name().toLowerCase(Locale.ROOT) + ">";
    }
    if (field.merge() == Merge.FORK && chance.percent(60)) {
      return JSON.textNode(type);
    }
    ObjectNode node = JSON.objectNode().put("type", type);
    if (field.merge() != Merge.FORK || chance.percent(30)) {
      node.put("merge", field.merge().name().toLowerCase(Locale.ROOT));
    }
    return node;
  }

  /** The fields that an op in {@code folder} sees, by name: the nearest wins. */
  private static Map<String, Field> visible(Map<String, Field> fields, String folder) {
    Map<String, Field> visible = new TreeMap<>();
    if (!folder.equals("/")) {
      visible.putAll(visible(fields, parent(folder)));
    }
    for (Field field : fields.values()) {
      if (parent(field.path()).equals(folder)) {
        visible.put(last(field.path()), field);
      }
    }
    return visible;
  }

  static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
