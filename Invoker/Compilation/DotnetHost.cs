namespace Containerless.Invoker.Compilation;

/// <summary>The <c>dotnet</c> executable of the runtime this process runs on.</summary>
internal static class DotnetHost
{
    /// <summary>Its full path, found beside the shared framework; <c>dotnet</c> from the path as a last resort.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (System.IO.Path.GetFileName(Environment.ProcessPath) == name)
        {
            return Environment.ProcessPath!;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
        string? root = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location);
        for (int up = 0; up < 3 && root is not null; up++)
        {
            root = System.IO.Path.GetDirectoryName(root);
        }

        string candidate = System.IO.Path.Combine(root ?? "", name);
        return root is not null && File.Exists(candidate) ? candidate : name;
    }
}
