using System.Text;
using Containerless.Invoker.Http;
using Containerless.Runtime.Hosting;

namespace Containerless.Invoker.Tests.Compiled;

/// <summary>The front's check and the compiled tier's reader refuse the same bodies, with the same words.</summary>
public sealed class RefusalsAgreeTests
{
    [Fact]
    public void On_bodies_that_are_nearly_json()
    {
        Instance instance = Instance.Start(() => new HandWrittenProgram(static (_, _) => { }), new InstanceOptions(), out _)!;
        var random = new Random(20);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] body = NearlyJson(random);
            string? expected = RequestCheck.Refuse("application/json", body) is { } refusal
                ? Encoding.UTF8.GetString(refusal.Body.Span)
                : null;
            string? actual = RequestReader.TryRead(instance, "/", "application/json", body, out _, out RequestError error)
                ? null
                : Encoding.UTF8.GetString(Answer.Error(error.Status, error.Name, error.Message).Body.Span);
            Assert.True(expected == actual, $"{Convert.ToHexString(body)} {Encoding.UTF8.GetString(body)}\n{expected}\n{actual}");
            refused += expected is null ? 0 : 1;
        }

        // Both kinds are well represented, or the comparison says little.
        Assert.InRange(refused, 5_000, 19_000);
    }

    private static byte[] NearlyJson(Random random)
    {
        var text = new StringBuilder();
        Value(text, random, 0);
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (int changes = random.Next(3); changes > 0 && bytes.Length > 0; changes--)
        {
            int at = random.Next(bytes.Length);
            bytes = random.Next(3) switch
            {
                0 => [.. bytes[..at], .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], (byte)"{}[],:\"\\0.eE+- \n\tutn\u00e9"[random.Next(21)], .. bytes[at..]],
                _ => bytes[..at],
            };
        }

        return bytes;
    }

    private static void Value(StringBuilder text, Random random, int depth)
    {
        string space = " \n\t\r"[..random.Next(5)];
        text.Append(space);
        switch (random.Next(depth > 3 ? 5 : 7))
        {
            case 0: text.Append(random.Next(-5, 1000)); break;
            case 1: text.Append("-0.25e+7"); break;
            case 2: text.Append(new[] { "true", "false", "null" }[random.Next(3)]); break;
            case 3: text.Append("\"a\u00e9\ud83d\ude00\\n\\u12aF\\\\\""); break;
            case 4: text.Append("\"\\ud800\""); break;
            case 5:
                text.Append('[');
                for (int i = random.Next(4); i > 0; i--)
                {
                    Value(text, random, depth + 1);
                    text.Append(i > 1 ? "," : "");
                }

                text.Append(']');
                break;
            default:
                text.Append('{');
                for (int i = random.Next(4); i > 0; i--)
                {
                    text.Append("\"k").Append(i).Append("\":");
                    Value(text, random, depth + 1);
                    text.Append(i > 1 ? "," : "");
                }

                text.Append('}');
                break;
        }

        text.Append(space);
    }
}
