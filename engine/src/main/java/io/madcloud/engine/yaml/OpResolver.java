package io.madcloud.engine.yaml;

import io.madcloud.engine.program.Mistake;
import io.madcloud.engine.program.OpSpec;
import io.madcloud.engine.program.OpSpec.SlotSpec;
import io.madcloud.engine.program.Place;
import java.util.ArrayList;
import java.util.List;

/** Resolves the names of ops, and keeps those apart that have mistakes. */
final class OpResolver {

  private final FieldScope fields;
  private final SourcePlaces places;
  private final List<Mistake> mistakes;
  private final List<OpSpec> sound = new ArrayList<>();
  private final List<OpSpec> broken = new ArrayList<>();

  OpResolver(FieldScope fields, SourcePlaces places, List<Mistake> mistakes) {
    this.fields = fields;
    this.places = places;
    this.mistakes = mistakes;
  }

  List<OpSpec> sound() {
    return sound;
  }

  /** Those with mistakes, which were reported. A field that is not known is null in them. */
  List<OpSpec> broken() {
    return broken;
  }

  /** Takes an op; names that do not resolve are reported. */
  void resolve(Expansion.Folder folder, String name, OpNode op) {
    String path = Names.child(folder.path(), name);
    Resolution names = new Resolution(folder.path(), path, op);
    List<SlotSpec> out = names.slots(op.out());
    OpSpec spec =
        new OpSpec(
            path,
            names.slots(op.in()),
            names.slots(op.mask()),
            out,
            op.expr(),
            op.each(),
            op.when(),
            op.plugin(),
            op.with(),
            op.call(),
            op.afterMs(),
            op.topic(),
            op.processId() == null || op.processId().isEmpty()
                ? null
                : processId(folder.path(), op.processId(), out),
            op.returns() == null ? null : names.slots(op.returns()),
            op.fail() == null ? null : names.slot(op.fail()),
            op.masked() == null ? op.afterMs() != null : op.masked().equals("drop"),
            op.catchUp(),
            op.supervise().in(folder.path()).over(folder.supervise()).complete(),
            op.at() != null ? op.at() : folder.at(),
            op.version(),
            op.doc(),
            new Place(folder.file(), op.yaml().line(), op.yaml().column(), path));
    (names.broken || !op.sound() ? broken : sound).add(spec);
    places.remember(spec, op);
  }

  private String processId(String folder, String name, List<SlotSpec> out) {
    String path = fields.resolve(folder, name);
    for (SlotSpec slot : out) {
      if (slot.local().equals(name)) {
        return name;
      }
    }
    for (SlotSpec slot : out) {
      if (path != null && path.equals(slot.field())) {
        return slot.local();
      }
    }
    return name;
  }

  private final class Resolution {
    private final String folder;
    private final String path;
    private final OpNode op;
    private boolean broken;

    Resolution(String folder, String path, OpNode op) {
      this.folder = folder;
      this.path = path;
      this.op = op;
    }

    List<SlotSpec> slots(List<FieldRef> refs) {
      List<SlotSpec> slots = new ArrayList<>(refs.size());
      refs.forEach(ref -> slots.add(slot(ref)));
      return List.copyOf(slots);
    }

    SlotSpec slot(FieldRef ref) {
      String field = ref.name() == null ? null : fields.resolve(folder, ref.name());
      if (field == null && ref.name() != null) {
        mistakes.add(
            new Mistake(
                SourcePlaces.placeOf(op, path, ref.part()), fields.unresolved(folder, ref.name())));
      }
      boolean known = field != null && !fields.isBroken(field);
      broken |= !known;
      return new SlotSpec(ref.local(), known ? field : null);
    }
  }
}
