package io.madcloud.engine;

import java.util.AbstractList;

/**
 * The fieldsets of a process as they are stored, each made when somebody asks, for who writes a
 * process asks for few.
 */
final class FieldsetStates extends AbstractList<ProcessState.FieldsetState> {

  private final Rows<Fieldset> fieldsets;

  FieldsetStates(Rows<Fieldset> fieldsets) {
    this.fieldsets = fieldsets;
  }

  @Override
  public ProcessState.FieldsetState get(int index) {
    return fieldsets.get(index).state();
  }

  @Override
  public int size() {
    return fieldsets.size();
  }
}
