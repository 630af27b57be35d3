package io.madcloud.app.program;

import io.madcloud.app.cli.InvalidInputException;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.yaml.ProgramReader;
import io.madcloud.engine.yaml.ReadProgram;
import io.madcloud.topology.Edges;
import java.io.IOException;
import java.util.List;

/** The edges of programs that are in files, whether or not they are declared anywhere. */
public final class ProgramEdges {

  private ProgramEdges() {}

  /**
   * Those of all ops of some files; asks no cluster.
   *
   * @param files names of files, '-' for the standard input
   * @throws InvalidInputException with all mistakes of the files
   */
  public static Edges of(List<String> files) throws IOException {
    if (files.isEmpty()) {
      return Edges.NONE;
    }
    ReadProgram read = ProgramReader.read(ProgramFiles.read(files), Program.EMPTY);
    if (!read.mistakes().isEmpty()) {
      throw InvalidInputException.of(read.mistakes());
    }
    return Edges.of(read.declaration().ops());
  }
}
