using Containerless.Invoker.Tests.EndToEnd;

namespace Containerless.Invoker.Tests.Faults;

/// <summary>A file system of a few megabytes, mounted at a folder until it is disposed. Needs root: skips the test without.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string filler;

    private SmallDisk(string path) => (Path, filler) = (path, System.IO.Path.Combine(path, "filler"));

    public string Path { get; }

    /// <param name="path">Where it is mounted; the folder is created.</param>
    /// <param name="options">Of <c>mount</c>: the size, say.</param>
    public static SmallDisk Mount(string path, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small disk needs root.");
        Directory.CreateDirectory(path);
        (int code, string output) = RealFunction.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        Assert.SkipUnless(code == 0, $"No small disk can be mounted here: {output}");
        return new SmallDisk(path);
    }

    /// <summary>Leaves no room for anything: neither bytes nor names.</summary>
    public void Fill()
    {
        try
        {
            using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var block = new byte[4096]; ; )
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full of bytes.
        }

        try
        {
            for (int i = 0; ; i++)
            {
                File.Create($"{filler}.{i}").Dispose();
            }
        }
        catch (IOException)
        {
            // Full of names.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Clear()
    {
        foreach (string file in Directory.GetFiles(Path, "filler*"))
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        (int code, string output) = RealFunction.Run("umount", Path);
        Assert.True(code == 0, output);
    }
}
