using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Containerless.Compiler.Tests.Merge;

/// <summary>
/// A program's skeleton and what tracing may see of it: random skeletons of random kinds of node, filled at random. Two
/// fillings of one skeleton are traces of one program, and the filling with what both saw is what merging must give.
/// </summary>
internal static class Tracings
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly string[] Names = ["int32", "double", "string", "boolean", "undefined", "null", "function", "other"];
    private static readonly string[] Fields = ["a", "b", "ä\"", "type", "kind", "𝔘"];

    /// <summary>A place in the program: a block that may not run, a site, or any node with places inside.</summary>
    internal abstract record Place;

    internal sealed record Arm(int Block, Place Inside) : Place;

    internal sealed record Site(int Id) : Place;

    internal sealed record Node(string Kind, IReadOnlyList<Place> Inside) : Place;

    /// <summary>What one run saw.</summary>
    internal sealed record Seen(IReadOnlySet<int> Blocks, IReadOnlyDictionary<int, JsonArray> Sites);

    internal static Gen<Place> Skeleton { get; } = Gen.Sized(PlaceOf);

    internal static Gen<Seen> Run { get; } =
        from blocks in Gen.ListOf(Gen.Choose(0, 20))
        from sites in Gen.ListOf(Types(2), 21)
        select new Seen(blocks.ToHashSet(), sites.Select((types, i) => (types, i)).ToDictionary(site => site.i, site => site.types));

    /// <summary>The trace of runs, as the recorder writes it. Of several runs the types must be the same.</summary>
    internal static byte[] Trace(Place skeleton, params Seen[] runs) => Encoding.UTF8.GetBytes(
        $$"""{"version":1,"source":"f.js","hashes":{"source":"{{Hash}}","transform":"{{Hash}}","library":"{{Hash}}","node":"v20.20.2"},"bindings":[],"functions":[{{Fill(skeleton, runs)}}]}""");

    private static Gen<Place> PlaceOf(int size) => size <= 1
        ? Gen.Choose(0, 20).Select(id => (Place)new Site(id))
        : Gen.Frequency(
            (2, Gen.Choose(0, 20).Select(id => (Place)new Site(id))),
            // Two holes never stand in one place: an arm holds a node.
            (2, from block in Gen.Choose(0, 20)
                from inside in PlaceOf(size - 1)
                select (Place)new Arm(block, inside is Arm ? new Node("if", [inside]) : inside)),
            (3, from kind in Gen.Elements("if", "call", "kindOfTomorrow")
                from count in Gen.Choose(0, 3)
                from inside in Gen.ListOf(PlaceOf(size / 2), count)
                select (Place)new Node(kind, [.. inside])));

    /// <summary>A block runs where the one around it ran.</summary>
    private static string Fill(Place place, Seen[] runs) => place switch
    {
        Arm arm => runs.Where(run => run.Blocks.Contains(arm.Block)).ToArray() is { Length: > 0 } inside
            ? Fill(arm.Inside, inside)
            : $$"""{"kind":"unknown","block":{{arm.Block}},"at":[1,0],"end":[2,0]}""",
        Site site => $$"""{"kind":"get","site":{{site.Id}},"type":{{Text(runs[0].Sites[site.Id])}}}""",
        Node node => $$"""{"kind":"{{node.Kind}}","at":[3,{{node.Inside.Count}}],"more":[{{string.Join(',', node.Inside.Select(inside => Fill(inside, runs)))}}]}""",
        _ => throw new InvalidOperationException(),
    };

    private static Gen<JsonArray> Types(int depth) =>
        from names in Gen.SubListOf(Names)
        from closures in Gen.SubListOf(1, 2, 10)
        from array in Gen.OneOf(Gen.Constant<JsonArray?>(null), depth == 0 ? Gen.Constant<JsonArray?>([]) : Types(depth - 1).Select(a => (JsonArray?)a))
        from any in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from shapes in depth == 0 || any ? Gen.Constant(new List<JsonObject>()) : Shapes(depth)
        select Sorted([
            .. names.Select(name => (JsonNode)name),
            .. closures.Select(id => new JsonObject { ["closure"] = id }),
            .. array is null ? Array.Empty<JsonNode>() : [new JsonObject { ["array"] = array.DeepClone() }],
            .. any ? new JsonNode[] { "object" } : [],
            .. shapes.Select(shape => new JsonObject { ["object"] = shape.DeepClone() }),
        ]);

    private static Gen<List<JsonObject>> Shapes(int depth) =>
        from count in Gen.Choose(0, 2)
        from shapes in Gen.ListOf(
            from names in Gen.SubListOf(Fields).SelectMany(some => Gen.Shuffle(some.ToArray()))
            from types in Gen.ListOf(Types(depth - 1), names.Length)
            select new JsonObject(names.Zip(types, (name, type) => KeyValuePair.Create(name, (JsonNode?)type.DeepClone()))), count)
        select shapes.DistinctBy(shape => string.Join('\0', shape.Select(field => field.Key))).ToList();

    private static JsonArray Sorted(List<JsonNode> items) => [.. items.OrderBy(Text, StringComparer.Ordinal)];

    /// <summary>As <c>JSON.stringify</c> writes it, by another writer than the merger's.</summary>
    private static string Text(JsonNode node) => node switch
    {
        JsonArray array => $"[{string.Join(',', array.Select(item => Text(item!)))}]",
        JsonObject o => $"{{{string.Join(',', o.Select(field => $"{Quoted(field.Key)}:{Text(field.Value!)}"))}}}",
        JsonValue value when value.TryGetValue(out string? text) => Quoted(text),
        _ => node.ToJsonString(),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
