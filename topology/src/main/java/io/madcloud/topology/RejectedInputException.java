package io.madcloud.topology;

/** An input that the engine did not take; never thrown, it gives dead letters their headers. */
final class RejectedInputException extends Exception {

  private static final long serialVersionUID = 1;

  RejectedInputException(String detail) {
    super(detail);
  }
}
