namespace Containerless.Conformance.Tests;

/// <summary>The source tree that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Containerless.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"there is no Containerless.sln above {AppContext.BaseDirectory}");
    }
}
