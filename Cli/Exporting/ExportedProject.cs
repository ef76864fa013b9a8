using System.Reflection;
using Containerless.Cli.Output;

namespace Containerless.Cli.Exporting;

/// <summary>
/// A project that builds one function into one executable: the generated C#, the runtime and the scaffold as source, so that it
/// builds without this repository. The command carries their files as resources.
/// </summary>
internal sealed record ExportedProject(string Directory, string Name, bool Aot)
{
    // Resources are named by their paths in the exported project.
    private const string Prefix = "export/";

    /// <summary>The project file.</summary>
    internal string ProjectFile => Path.Combine(Directory, $"{Name}.csproj");

    /// <summary>Where <see cref="ProjectBuild"/> puts the executable.</summary>
    internal string Output => Path.Combine(Directory, "out");

    /// <summary>Writes the project; an earlier export in the same folder is replaced.</summary>
    /// <exception cref="CommandFailure">The folder holds something else, or cannot be written.</exception>
    internal async Task WriteAsync(byte[] code, byte[] trace, CancellationToken cancellation)
    {
        Clear();
        OutputFolder.Create(Directory);
        var sources = Sources();
        foreach (var (path, _) in sources)
        {
            OutputFolder.Create(Path.GetDirectoryName(Path.Combine(Directory, path))!);
        }

        foreach (var (path, bytes) in (IEnumerable<(string, byte[])>)
            [.. sources, .. Templates(), ("containerless.cs", code), ("trace.json", trace)])
        {
            await OutputFolder.WriteAsync(Path.Combine(Directory, path), bytes, cancellation);
        }
    }

    private void Clear()
    {
        if (!System.IO.Directory.Exists(Directory) || !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
        {
            return;
        }

        var marker = Path.Combine(Directory, "Scaffold", "FunctionServer.cs");
        if (!File.Exists(marker))
        {
            throw new CommandFailure($"{Directory} is not empty and holds no earlier export: give a new folder");
        }

        try
        {
            foreach (var folder in (string[])["Runtime", "Scaffold", "bin", "obj", "out"])
            {
                if (System.IO.Directory.Exists(Path.Combine(Directory, folder)))
                {
                    System.IO.Directory.Delete(Path.Combine(Directory, folder), recursive: true);
                }
            }

            // The function may have had another name.
            foreach (var project in System.IO.Directory.GetFiles(Directory, "*.csproj"))
            {
                File.Delete(project);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"cannot replace the export in {Directory}: {fault.Message}", inner: fault);
        }
    }

    private static List<(string Path, byte[] Bytes)> Sources()
    {
        var assembly = typeof(ExportedProject).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (name[Prefix.Length..].Replace('\\', '/'), Read(assembly, name)))];
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private IEnumerable<(string Path, byte[] Bytes)> Templates()
    {
        yield return ($"{Name}.csproj", Text(Project()));
        yield return ("Start.cs", Text(
            $"""
            // Made by containerless export.
            return await Containerless.Scaffold.FunctionServer.RunAsync("{Name}", static () => new Containerless.Generated.Program(), args);

            """));
        // What folders above this one say about their projects is not meant for this one.
        yield return ("Directory.Build.props", Text("<Project />\n"));
        yield return ("Directory.Build.targets", Text("<Project />\n"));
        yield return ("Directory.Packages.props", Text("<Project />\n"));
    }

    private string Project() =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <!-- dotnet publish -c Release -o out: one executable that needs no .NET to be installed. -->
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>14</LangVersion>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <InvariantGlobalization>true</InvariantGlobalization>
            <AssemblyName>{Name}</AssemblyName>
            <RootNamespace>Containerless</RootNamespace>
            <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
            <DebugType>embedded</DebugType>
            <CopyOutputSymbolsToPublishDirectory>false</CopyOutputSymbolsToPublishDirectory>
            <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
            <!-- Functions compute on the request's thread; a server's collector would take memory for throughput. -->
            <ServerGarbageCollector>false</ServerGarbageCollector>
          </PropertyGroup>

        {(Aot ? AotProperties : SingleFileProperties)}

          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
          </ItemGroup>

        </Project>

        """;

    private const string AotProperties =
        """
          <!-- Compiled ahead of time: needs a C compiler for the linking. -->
          <PropertyGroup>
            <PublishAot>true</PublishAot>
            <IlcOptimizationPreference>Speed</IlcOptimizationPreference>
            <StripSymbols>true</StripSymbols>
          </PropertyGroup>
        """;

    private const string SingleFileProperties =
        """
          <PropertyGroup>
            <SelfContained>true</SelfContained>
            <PublishSingleFile>true</PublishSingleFile>
            <PublishTrimmed>true</PublishTrimmed>
            <PublishReadyToRun>true</PublishReadyToRun>
            <TieredPGO>true</TieredPGO>
          </PropertyGroup>
        """;

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
