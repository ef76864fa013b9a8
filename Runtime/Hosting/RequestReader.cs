namespace Containerless.Runtime.Hosting;

/// <summary>Why a request was refused.</summary>
/// <param name="Status">The HTTP status: 400.</param>
/// <param name="Message">A sentence for the caller.</param>
public readonly record struct RequestError(int Status, string Message);

/// <summary>Makes the handler's argument out of a request's bytes, inside the realm that will serve it.</summary>
public static class RequestReader
{
    /// <summary>
    /// Reads a request. <paramref name="target"/> is the raw request target; <paramref name="contentType"/> the header
    /// as it came, or null. False where it must be refused. A bail-out while reading throws <see cref="Bailout"/>.
    /// </summary>
    public static bool TryRead(
        Instance instance, string target, string? contentType, ReadOnlySpan<byte> body,
        out FunctionRequest request, out RequestError error)
    {
        error = default;
        Realm realm = instance.Realm;
        int question = target.IndexOf('?');
        string path = question < 0 ? target : target[..question];
        Value value = body.IsEmpty ? realm.Object()
            : Builtins.JsonReader.TryRead(realm, body, out Value json, out _) ? json
            : System.Text.Encoding.UTF8.GetString(body);
        request = new FunctionRequest(path, realm.Object(), value);
        return true;
    }

    /// <summary>{path, query, body}, in this order.</summary>
    internal static PlainObject ToArgument(Realm realm, in FunctionRequest request)
    {
        PlainObject o = realm.Object();
        o.DefineOwn(realm, "path", request.Path);
        o.DefineOwn(realm, "query", request.Query);
        o.DefineOwn(realm, "body", request.Body);
        return o;
    }
}
