package io.madcloud.serdes;

/** The registry was asked, and does not have the schema or does not take it. */
public final class SchemaRefusedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  public SchemaRefusedException(String message) {
    super(message);
  }
}
