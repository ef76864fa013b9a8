namespace Containerless.Runtime;

/// <summary>Walks the keys of for-in (ECMA-262 §14.7.5.9).</summary>
public struct KeyIterator
{
    /// <summary>The next key.</summary>
    public bool MoveNext(out Value key) => throw new Bailout("for-in is not implemented");
}
