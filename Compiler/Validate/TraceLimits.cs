namespace Containerless.Compiler.Validate;

/// <summary>Bounds on what the compiler takes: a trace comes from a container that runs hostile code.</summary>
internal static class TraceLimits
{
    public const int Bytes = 64 * 1024 * 1024;
    public const int Nodes = 400_000;
    public const int JsonDepth = 1_000;
    public const int Functions = 20_000;
    public const int Bindings = 100_000;
    public const int NameLength = 1_000;
    public const int Line = 1_000_000;
    public const int Frame = 1_000_000;
}
