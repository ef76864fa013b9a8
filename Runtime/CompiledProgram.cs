namespace Containerless.Runtime;

/// <summary>A compiled function: the base of the generated class <c>Program</c>.</summary>
public abstract class CompiledProgram
{
    /// <summary>How many inline caches the program uses; <c>cache</c> arguments are below this.</summary>
    public abstract int Caches { get; }

    /// <summary>The key lists of object literals, indexed by <see cref="Realm.Object(int, Value[])"/>.</summary>
    public abstract string[][] Literals();

    /// <summary>Lines of packages in front of the function's own first one; lines of errors do not count them.</summary>
    public virtual int Prelude => 0;

    /// <summary>Runs the top level.</summary>
    public abstract void Main(Realm realm);
}
