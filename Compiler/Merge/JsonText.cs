using System.Globalization;
using System.Text;

namespace Containerless.Compiler.Merge;

/// <summary>
/// JSON as <c>JSON.stringify</c> writes it (ECMA-262 §25.5.2): the types in a trace are sorted by that text, and a trace
/// that is written again stays the same to the byte.
/// </summary>
internal sealed class JsonText(int capacity = 256)
{
    private readonly StringBuilder _text = new(capacity);

    /// <summary>Appends text that is JSON already.</summary>
    public JsonText Raw(string json)
    {
        _text.Append(json);
        return this;
    }

    /// <summary>Appends a string in quotes.</summary>
    public JsonText Quoted(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                < ' ' => _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
        return this;
    }

    /// <summary>Appends items with commas between them and brackets around.</summary>
    public void List<T>(IEnumerable<T> items, Action<T> write, string open = "[", string close = "]")
    {
        _text.Append(open);
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
            {
                _text.Append(',');
            }

            first = false;
            write(item);
        }

        _text.Append(close);
    }

    public override string ToString() => _text.ToString();
}
