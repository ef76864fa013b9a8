namespace Containerless.Invoker.Isolation.Processes;

/// <summary>
/// A script that Node runs before the function: Node's permission model leaves out signals, so the means of sending them
/// to other processes, the invoker among them, are taken away.
/// </summary>
internal static class ProcessGuard
{
    private const string Script =
        """
        'use strict';
        for (const name of ['kill', '_kill', '_debugProcess', '_debugEnd', 'setuid', 'seteuid', 'setgid', 'setegid',
            'setgroups', 'initgroups', '_linkedBinding', 'binding']) {
          Object.defineProperty(process, name, {
            value: () => { throw new Error(`process.${name} is not available in an isolated process`); },
          });
        }
        """;

    /// <summary>Writes the script into a folder the function cannot write to, and returns its path.</summary>
    public static string WriteTo(string folder)
    {
        var path = Path.Combine(folder, "guard.cjs");
        File.WriteAllText(path, Script);
        return path;
    }
}
