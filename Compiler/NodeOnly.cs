using Containerless.Runtime.Builtins;

namespace Containerless.Compiler;

/// <summary>What of Node compiled code does not have, in the words of the bail-outs that it causes there.</summary>
public static class NodeOnly
{
    /// <summary>Why a global stays in a container; null for what compiled code has, and for what Node has not either.</summary>
    public static string? Global(string name) => Globals.IsMissing(name) ? $"global {name} is not implemented" : null;

    /// <summary>Why what reads anything of a module stays in a container; null for the functions' library.</summary>
    public static string? Module(string name) => name == "containerless" ? null : NodeModule.Missing(name);

    /// <summary>Why what merely requires a module stays in a container; null where it may, as long as it reads nothing of it.</summary>
    public static string? Required(string name) => NodeModule.CanBeHad(name) ? null : Module(name);
}
