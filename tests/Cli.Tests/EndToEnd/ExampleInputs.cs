using System.Globalization;
using System.Text;
using System.Text.Json;
using Containerless.Cli.Requests;

namespace Containerless.Cli.Tests.EndToEnd;

/// <summary>Random requests for the examples, of the kinds that their requests files trace.</summary>
internal static class ExampleInputs
{
    /// <summary>One request for an example, on paths its requests file has traced.</summary>
    public static FunctionCall Next(string example, Random random) => example switch
    {
        "echo" => Echo(random),
        "hello" => Json("/" + Word(random), new { name = Word(random) }),
        "autocomplete" => Json("/" + Prefix(random), new { }),
        "maze" => Maze(random),
        "login" => Login(random),
        "upload" => Upload(random),
        "status" => Status(random),
        "banking" => Banking(random),
        "file-server" => FileServer(random),
        _ => throw new ArgumentOutOfRangeException(nameof(example), example, "no inputs are known for it"),
    };

    /// <summary>Requests unlike those that a requests file traces; some lead down paths that it does not know.</summary>
    public static IReadOnlyList<FunctionCall> Unlike(string example) => example switch
    {
        "maze" => [Json("/", new { from = new { x = "3", y = 4 } }), Json("/", new { from = 7 }), Raw("/", "text", null)],
        "autocomplete" => [new FunctionCall("/%F0%9F%98%80?x=1", null, [], [])],
        "login" => [Json("/", new { username = 7, password = new[] { 1 } }), Raw("/", "null", "application/json")],
        "status" => [Json("/", new[] { 1 }), Raw("/", "null", "application/json")],
        "banking" => [Json("/deposit", new { name = "nobody", amount = 1 }), Json("/deposit", new { name = "tea" }),
            Json("/withdraw", new { name = "tea", amount = "12" }), Raw("/balance", "null", "application/json")],
        "file-server" => [Raw("/", "text", "text/plain"), Json("/%2e%2e/a%2Fb", 1), Json("//", "x"), Json("/a?prefix=", new { })],
        _ => [],
    };

    private static FunctionCall Echo(Random random) => random.Next(4) switch
    {
        0 => Raw("/", Word(random) + " " + Word(random), "text/plain"),
        1 => Raw("/", $"{Word(random)}={Word(random)}&b={random.Next(100)}", "application/x-www-form-urlencoded"),
        2 => new FunctionCall("/", null, [], []),
        _ => Raw("/", JsonValue(random, 0), "application/json"),
    };

    private static string JsonValue(Random random, int depth) => random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
        1 => (random.NextDouble() * Math.Pow(10, random.Next(-30, 30))).ToString("R", CultureInfo.InvariantCulture),
        2 => JsonSerializer.Serialize(Text(random)),
        3 => random.Next(2) == 0 ? "true" : "false",
        4 => "null",
        5 => "[" + string.Join(", ", Some(random, () => JsonValue(random, depth + 1))) + "]",
        _ => "{" + string.Join(',', Some(random, () =>
            $"{JsonSerializer.Serialize(random.Next(5) == 0 ? random.Next(20).ToString(CultureInfo.InvariantCulture) : Word(random))}: {JsonValue(random, depth + 1)}")) + "}",
    };

    private static FunctionCall Maze(Random random)
    {
        object Cell() => new { x = random.Next(30), y = random.Next(30) };
        return random.Next(4) switch
        {
            0 => Json("/", new { to = Cell() }),
            1 => Json("/", new { from = Cell() }),
            _ => Json("/", new { from = Cell(), to = Cell() }),
        };
    }

    private static FunctionCall Login(Random random)
    {
        string[] names = ["javascript", "emily", Text(random)];
        string[] passwords = ["rust", "herbert", Text(random)];
        return Json("/", new { username = names[random.Next(3)], password = passwords[random.Next(3)] });
    }

    private static FunctionCall Upload(Random random) => random.Next(3) switch
    {
        0 => Raw("/", Text(random), "text/plain"),
        1 => Json("/", Enumerable.Range(0, random.Next(10)).Select(_ => random.Next()).ToArray()),
        _ => Json("/", new { name = Word(random), content = Text(random) }),
    };

    private static FunctionCall Status(Random random) => random.Next(10) switch
    {
        0 => Json("/", new { state = random.Next(), context = "tests", description = "x" }),
        1 => Json("/", new { state = "success" }),
        _ => Json("/", new { state = Word(random), context = Word(random), description = Text(random) }),
    };

    private static FunctionCall Banking(Random random)
    {
        string[] accounts = ["coffee", "tea", "milk"];
        var name = accounts[random.Next(3)];
        double amount = random.Next(2) == 0 ? random.Next(1, 50) : random.Next(1, 5000) / 100.0;
        return random.Next(8) switch
        {
            0 or 1 => Json("/balance", new { name }),
            2 or 3 or 4 => Json("/deposit", new { name, amount }),
            5 => Json("/withdraw", new { name, amount = amount * 1_000_000 }),
            6 => Json("/" + Word(random), new { name }),
            _ => Json("/withdraw", new { name, amount }),
        };
    }

    private static FunctionCall FileServer(Random random)
    {
        var name = $"/{Word(random)[..1]}/{random.Next(3)}";
        return random.Next(6) switch
        {
            0 => Json("/", new { }),
            1 => Raw(name, Text(random) + "!", "text/plain"),
            2 => Raw(name, JsonValue(random, 0), "application/json"),
            _ => new FunctionCall(name, null, [], []),
        };
    }

    private static string Prefix(Random random)
    {
        string[] words = ["people", "government", "health", "hello", "story", "mother", "xylophone", "state", "community"];
        var word = words[random.Next(words.Length)];
        return word[..random.Next(word.Length + 1)];
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(26))));

    /// <summary>Text with escapes, accents and characters beyond the basic plane.</summary>
    private static string Text(Random random)
    {
        string[] pieces = ["a", "Z", " ", "\"", "\\", "\n", "é", "ß", "日", "😀", "\u2028", "0", "<", "\u0007"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static IEnumerable<string> Some(Random random, Func<string> item) =>
        Enumerable.Range(0, random.Next(5)).Select(_ => item());

    private static FunctionCall Json<T>(string target, T body) => Raw(target, JsonSerializer.Serialize(body), "application/json");

    private static FunctionCall Raw(string target, string body, string? type) => new(target, type, [], Encoding.UTF8.GetBytes(body));
}
