namespace Containerless.Cli.Requests;

/// <summary>Opens the files that the command line names, with errors a person understands.</summary>
public static class InputFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="kind">What the file is to the command: "requests file", "trace".</param>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public static byte[] ReadBytes(string path, string kind)
    {
        RequireFile(path, kind);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"cannot read the {kind} {path}: {fault.Message}", inner: fault);
        }
    }

    /// <summary>Checks that a path names a file.</summary>
    /// <exception cref="CommandFailure">There is nothing there, or a directory.</exception>
    public static void RequireFile(string path, string kind)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailure($"the {kind} {path} is a directory");
        }

        if (!File.Exists(path))
        {
            throw new CommandFailure($"the {kind} {path} does not exist");
        }
    }
}
