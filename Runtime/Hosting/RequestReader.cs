using System.Text;
using System.Text.Unicode;
using Containerless.Runtime.Builtins;

namespace Containerless.Runtime.Hosting;

/// <summary>Why a request does not reach the handler.</summary>
/// <param name="Status">The HTTP status: 400.</param>
/// <param name="Name">The error's name: <c>BadRequest</c>.</param>
/// <param name="Message">A sentence for the caller, the same as the container gives.</param>
public readonly record struct RequestError(int Status, string Name, string Message);

/// <summary>
/// Makes the handler's argument out of a request's bytes, inside the realm that will serve it. The rules are those of
/// the functions' library (javascript/containerless/lib/request.js), to the byte.
/// </summary>
public static class RequestReader
{
    /// <summary>
    /// Reads a request, in five steps: (1) the target is cut at its first question mark; (2) an empty body is an empty
    /// object; (3) it must be UTF-8; (4) it is parsed as JSON, which a type that claims JSON requires; (5) otherwise a
    /// form becomes an object and everything else a string.
    /// </summary>
    /// <param name="instance">The idle instance that will serve; its clock starts now.</param>
    /// <param name="target">The raw request target.</param>
    /// <param name="contentType">The header as it came, or null.</param>
    /// <param name="body">The body's bytes.</param>
    /// <param name="request">What the handler gets.</param>
    /// <param name="error">Why there is none.</param>
    /// <exception cref="InvalidOperationException">The instance is poisoned or not idle.</exception>
    /// <exception cref="Bailout">The body needs a container (very deep JSON); the instance is poisoned.</exception>
    /// <exception cref="LimitExceeded">Reading alone passed a limit; the instance is poisoned.</exception>
    public static bool TryRead(
        Instance instance, string target, string? contentType, ReadOnlySpan<byte> body,
        out FunctionRequest request, out RequestError error)
    {
        instance.BeginReading();
        error = default;
        try
        {
            Realm realm = instance.Realm;
            realm.Charge(100 + 2L * target.Length);
            int mark = target.IndexOf('?');     // (1)
            string path = mark < 0 ? target : target[..mark];
            Value query = mark < 0 ? realm.Object() : FormReader.Read(realm, Encoding.UTF8.GetBytes(target[(mark + 1)..]));
            if (TryReadBody(realm, contentType, body, out Value value, out string? refusal))
            {
                request = new FunctionRequest(path, query, value);
                return true;
            }
            error = new RequestError(400, "BadRequest", refusal!);
        }
        catch
        {
            instance.Poison();
            throw;
        }
        request = default;
        return false;
    }

    private static bool TryReadBody(
        Realm realm, string? contentType, ReadOnlySpan<byte> body, out Value value, out string? refusal)
    {
        refusal = null;
        if (body.IsEmpty)       // (2)
        {
            value = realm.Object();
            return true;
        }
        if (!Utf8.IsValid(body))    // (3)
        {
            value = default;
            refusal = "The body is not valid UTF-8.";
            return false;
        }
        realm.Spend(1 + body.Length / 8);
        if (JsonReader.TryRead(realm, body, out value, out int position)) return true;     // (4)
        ReadOnlySpan<char> type = contentType;
        int parameters = type.IndexOf(';');
        if (parameters >= 0) type = type[..parameters];
        type = TextNumber.TrimEnd(TextNumber.TrimStart(type));
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            refusal = Describe(body[..position]);
            return false;
        }
        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))     // (5)
        {
            value = FormReader.Read(realm, body);
        }
        else
        {
            realm.Charge(24 + 2L * body.Length);
            value = Encoding.UTF8.GetString(body);
        }
        return true;
    }

    /// <summary>Line and column of the first character that no JSON could have there; columns count UTF-16 units.</summary>
    private static string Describe(ReadOnlySpan<byte> before)
    {
        int lines = before.Count((byte)'\n');
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
        return FormattableString.Invariant($"The body is not JSON: line {lines + 1}, column {column + 1}.");
    }

    /// <summary>{path, query, body}, in this order.</summary>
    internal static PlainObject ToArgument(Realm realm, in FunctionRequest request)
    {
        realm.Charge(120);
        return new PlainObject(realm.RequestShape, [request.Path, request.Query, request.Body]);
    }
}
