using System.Text.Json.Serialization;

namespace Containerless.Shared;

/// <summary>Source-generated JSON of the wire records, as they travel.</summary>
[JsonSerializable(typeof(CompileReply))]
[JsonSerializable(typeof(CompileRefusal))]
[JsonSerializable(typeof(FunctionErrorDocument))]
[JsonSerializable(typeof(ProgramHashes))]
[JsonSerializable(typeof(ControlMessage))]
public sealed partial class WireJson : JsonSerializerContext;

/// <summary>Source-generated JSON of what people read: the same records, indented.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(MultiStatusDocument))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
public sealed partial class ReadableJson : JsonSerializerContext;
