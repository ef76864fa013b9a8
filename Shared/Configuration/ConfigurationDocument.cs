using System.Text.Json;

namespace Containerless.Shared;

/// <summary>The JSON text of <c>--config</c>.</summary>
internal static class ConfigurationDocument
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The text.</param>
    /// <param name="read">Reads the document and collects what is wrong with it.</param>
    /// <exception cref="ConfigurationException">The text is no configuration; it lists every problem.</exception>
    public static T Read<T>(string json, Func<JsonElement, List<ConfigurationProblem>, T> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new ConfigurationException(
                "$", $"is not JSON: line {error.LineNumber + 1}, column {error.BytePositionInLine}; expected one JSON object");
        }

        using (document)
        {
            var problems = new List<ConfigurationProblem>();
            T configuration = read(document.RootElement, problems);
            return problems.Count == 0 ? configuration : throw new ConfigurationException(problems);
        }
    }
}
